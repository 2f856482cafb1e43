export const vi = {
  feedName: 'Lịch sinh hoạt',
  kinds: {
    regular: 'Sinh hoạt thường kỳ',
    thematic: 'Sinh hoạt chuyên đề',
    combined: 'Thường kỳ kết hợp chuyên đề',
    committee: 'Họp đảng ủy',
    group: 'Họp tổ nhân dân tự quản',
  },
}
export const en: typeof vi = {
  feedName: 'Calendar of meetings',
  kinds: {
    regular: 'Regular meeting',
    thematic: 'Thematic meeting',
    combined: 'Regular with a theme',
    committee: 'Committee meeting',
    group: 'Meeting of the group',
  },
}
