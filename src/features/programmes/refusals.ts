/** Why the server refuses to keep a programme, in the reader's words. */
export const refusals = {
  content: {
    vi: 'Chương trình còn chỗ chưa khớp; xem từng chỗ. Chưa có gì được lưu.',
    en: 'Something in the programme does not fit; see each place. Nothing was saved.',
  },
  outOfForce: {
    vi: 'Thời gian dùng bộ tiêu chí phải nằm trong thời gian bộ ấy có hiệu lực.',
    en: 'A criteria set is used only within the days it is in force.',
  },
  ruleSet: {
    vi: 'Chương trình chỉ dùng bộ tiêu chí đã công bố. Hãy công bố bộ ấy trước.',
    en: 'A programme uses published criteria sets only. Publish that set first.',
  },
}
