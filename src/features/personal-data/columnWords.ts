/** What the columns of the register are called where a person reads about themselves; what has no word keeps its name. */
const words: Record<string, string> = {
  id: 'Mã',
  name: 'Họ tên',
  name_folded: 'Họ tên để tìm kiếm',
  person_id: 'Người',
  personId: 'Người',
  account_id: 'Tài khoản',
  userId: 'Tài khoản',
  title: 'Tên, chức danh',
  role: 'Vai trò',
  valid: 'Thời gian',
  decision_number: 'Số quyết định',
  decision_date: 'Ngày quyết định',
  decision_body: 'Cơ quan quyết định',
  part: 'Phần việc',
  represents: 'Đại diện cho',
  email: 'Địa chỉ thư (giả)',
  username: 'Tên đăng nhập',
  displayUsername: 'Tên đăng nhập',
  image: 'Ảnh',
  language: 'Ngôn ngữ',
  mustChangePassword: 'Phải đổi mật khẩu',
  withdrawn: 'Đã thu hồi',
  ipAddress: 'Địa chỉ máy',
  userAgent: 'Thiết bị',
  address: 'Địa chỉ máy',
  before: 'Trước',
  after: 'Sau',
  reason: 'Lý do',
  note: 'Ghi chú',
  content: 'Nội dung',
  file_name: 'Tên tệp',
  link: 'Đường dẫn',
  uploaded_by: 'Người đưa lên',
  prepared_by: 'Người lập',
  drafted_by: 'Người soạn',
  signer_id: 'Người ký',
  approved_by: 'Người duyệt',
  registered_by: 'Người đăng ký',
  agreed_by: 'Người thống nhất',
  appraiser_id: 'Người thẩm định',
  participants: 'Người tham gia',
  responsible: 'Người phụ trách',
  subject: 'Trích yếu',
  answer: 'Trả lời',
  outcome: 'Kết quả',
  points: 'Điểm',
  data: 'Nội dung',
}

/** `position.title` → `Tên, chức danh`. */
export function columnWord(column: string): string {
  const name = column.slice(column.lastIndexOf('.') + 1)
  return words[name] ?? name
}

/** A value as a person reads it; what is a structure is written out as it is kept. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—'
  if (typeof value === 'boolean') return value ? 'có' : 'không'
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value)
}
