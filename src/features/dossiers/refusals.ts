/** Why a request about a dossier is refused, in the reader's words: what is wrong, and what to do. */
export const refusals = {
  reason_required: {
    vi: 'Hãy ghi lý do để nơi nhận biết phải làm gì.',
    en: 'Say why, so that the receiver knows what to do.',
  },
  due_day_required: { vi: 'Hãy ghi hạn hoàn thành.', en: 'Say by when.' },
  due_before_step: { vi: 'Hạn phải từ ngày thực hiện bước này trở đi.', en: 'The due day cannot be before the step.' },
  in_the_future: { vi: 'Ngày này ở sau hôm nay.', en: 'This day is after today.' },
  before_last_step: {
    vi: 'Ngày này ở trước bước đã ghi gần nhất của hồ sơ.',
    en: 'This day is before the last recorded step of the dossier.',
  },
  after_next_step: {
    vi: 'Ngày này ở sau bước tiếp theo đã ghi.',
    en: 'This day is after the next recorded step.',
  },
  before_unit: { vi: 'Ngày này chi bộ chưa được thành lập.', en: 'The cell did not exist on this day.' },
  not_a_residential_cell: {
    vi: 'Chỉ chi bộ ấp, khu phố đăng ký danh hiệu này.',
    en: 'Only cells of hamlets and neighbourhoods register for this title.',
  },
  before_programme: { vi: 'Năm này ở trước chương trình.', en: 'This year is before the programme.' },
  too_far_ahead: { vi: 'Chỉ đăng ký đến hết năm sau.', en: 'Registration goes no further than next year.' },
  not_a_later_year: { vi: 'Hãy chọn một năm sau năm của hồ sơ này.', en: 'Choose a year after that of this dossier.' },
  title_in_force: { vi: 'Chi bộ đang giữ danh hiệu này.', en: 'The cell holds this title.' },
  carried_over_before: {
    vi: 'Hồ sơ này đã được chuyển sang năm sau.',
    en: 'This dossier has been carried over already.',
  },
  id_used: { vi: 'Mã này đã dùng cho việc khác.', en: 'This id was used for something else.' },
  no_rule_set: {
    vi: 'Chương trình chưa có bộ tiêu chí cho ngày này. Hãy liên hệ Ban Tổ chức Tỉnh ủy.',
    en: 'The programme has no criteria for this day. Ask the organising board of the province.',
  },
  not_your_part: {
    vi: 'Bước này thuộc phần việc của nơi khác.',
    en: 'This step is the part of somebody else.',
  },
  document_unknown: { vi: 'Tài liệu này không có trong danh mục hồ sơ.', en: 'This document is not on the list.' },
  item_unknown: { vi: 'Bộ tiêu chí không có mục này.', en: 'The criteria set has no such item.' },
  item_is_group: {
    vi: 'Mục này gồm nhiều mục nhỏ; hãy ghi ở từng mục.',
    en: 'This item holds others; judge each of them.',
  },
  must_apply: { vi: 'Mục này luôn áp dụng.', en: 'This item always applies.' },
  wrong_kind: { vi: 'Kết quả không đúng cách chấm của mục này.', en: 'The verdict is not of this item’s kind.' },
  above_maximum: { vi: 'Điểm vượt mức tối đa của mục.', en: 'More points than the item can have.' },
  option_unknown: { vi: 'Mục này không có lựa chọn đó.', en: 'The item has no such choice.' },
  no_band: { vi: 'Số liệu nằm ngoài các khung của mục.', en: 'The figure falls in no band of the item.' },
  not_correctable: {
    vi: 'Mục này không có trong hồ sơ, hoặc chưa khóa: hãy sửa bằng cách ghi lại.',
    en: 'This is not in the dossier, or not locked yet: record it again instead.',
  },
  votes_do_not_add_up: {
    vi: 'Tán thành, không tán thành và không có ý kiến phải cộng lại bằng số dự họp.',
    en: 'In favour, against and abstained must add up to those present.',
  },
} as const satisfies Record<string, { vi: string; en: string }>

export type Refusal = keyof typeof refusals
