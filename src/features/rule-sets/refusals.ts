/** Why the server refuses a step in the life of a criteria set, in the reader's words. */
export const refusals = {
  codeTaken: {
    vi: 'Mã này đã có. Hãy chép bộ tiêu chí ấy thành lần ban hành mới, hoặc đặt mã khác.',
    en: 'This code exists. Copy that set to a new revision, or choose another code.',
  },
  codeFixed: {
    vi: 'Mã không đổi được từ lần ban hành thứ hai.',
    en: 'The code cannot change from the second revision on.',
  },
  draftOpen: {
    vi: 'Bộ tiêu chí này đang có một bản nháp. Hãy sửa, công bố hoặc bỏ bản nháp ấy trước.',
    en: 'This set has an open draft. Change, publish or discard that one first.',
  },
  drafterOnly: {
    vi: 'Chỉ người đã soạn bản nháp mới bỏ được bản nháp.',
    en: 'Only somebody who wrote the draft can discard it.',
  },
  ends_after_range: {
    vi: 'Ngày cuối áp dụng không được sau ngày hết hiệu lực của văn bản.',
    en: 'The last day cannot be after the end of the document.',
  },
  ends_before_start: {
    vi: 'Ngày cuối áp dụng không được trước ngày bắt đầu.',
    en: 'The last day cannot be before the first.',
  },
  file: {
    vi: 'Tệp chưa đọc được; xem từng chỗ theo dòng. Chưa có gì được lưu.',
    en: 'The file cannot be read; see each place by its line. Nothing was saved.',
  },
  publication: {
    vi: 'Bản nháp còn chỗ phải sửa hoặc phải xác nhận trước khi công bố.',
    en: 'The draft has something to mend or to confirm before it is published.',
  },
  rangeReversed: {
    vi: 'Ngày hết hiệu lực phải từ ngày bắt đầu trở đi.',
    en: 'The end must not be before the beginning.',
  },
  secondPerson: {
    vi: 'Người đã soạn bản nháp không tự công bố. Cần một đồng chí khác của Ban Tổ chức Tỉnh ủy đọc lại và công bố.',
    en: 'Who wrote the draft does not publish it. Another person of the province’s organising board reads and publishes it.',
  },
  state: {
    draft: { vi: 'Bộ tiêu chí còn là bản nháp.', en: 'The set is still a draft.' },
    published: {
      vi: 'Bộ tiêu chí đã công bố thì không sửa nữa. Hãy chép thành lần ban hành mới.',
      en: 'A published set does not change. Copy it to a new revision.',
    },
    retired: { vi: 'Bộ tiêu chí đã ngừng áp dụng.', en: 'The set is retired.' },
  },
  usedAfter: (names: string[]) => ({
    vi: `Chương trình còn dùng bộ này sau ngày ấy: ${names.join('; ')}. Hãy đổi trong cài đặt chương trình trước.`,
    en: `Programmes go on using this set after that day: ${names.join('; ')}. Change their settings first.`,
  }),
}
