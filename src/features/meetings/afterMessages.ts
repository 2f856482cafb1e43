/** Words of what is said of a record after it is closed, too: what was posted when, and its scores. */
export const vi = {
  save: 'Lưu',
  cancel: 'Thôi',
  seeScores: 'Xem điểm và mức xếp loại',
  posting: 'Đăng lên Sổ tay đảng viên điện tử',
  postings: { papers: 'Tài liệu', results: 'Kết quả' },
  notPosted: 'chưa ghi',
  enterDay: (what: string) => `Ghi ngày đăng ${what.toLowerCase()}`,
  postedOn: (what: string) => `Ngày đăng ${what.toLowerCase()}`,
  link: 'Địa chỉ bài đăng',
  needDay: 'Chưa ghi ngày đăng',
}

export const en: typeof vi = {
  save: 'Save',
  cancel: 'Leave it',
  seeScores: 'See scores and level',
  posting: 'Posted in the national handbook',
  postings: { papers: 'Papers', results: 'Results' },
  notPosted: 'not entered',
  enterDay: (what) => `Enter the day: ${what.toLowerCase()}`,
  postedOn: (what) => `Posted on: ${what.toLowerCase()}`,
  link: 'Address',
  needDay: 'No day is entered',
}
