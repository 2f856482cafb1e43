import type { Told } from '#shared/refusal.ts'
import type { AccountRefusal } from './account.ts'

export const refusals: Record<AccountRefusal, Told> = {
  own_account: {
    code: 'forbidden',
    vi: 'Không ai tự quản lý tài khoản của mình ở đây. Hãy dùng trang Tài khoản của tôi.',
    en: 'Nobody manages their own account here. Use the page of your own account.',
  },
  positions_elsewhere: {
    code: 'forbidden',
    vi: 'Người này còn giữ chức vụ ở đơn vị ngoài phạm vi của đồng chí. Hãy nhờ người quản trị cấp trên.',
    en: 'This person also holds a position outside your units. Ask an administrator above.',
  },
  already_withdrawn: {
    code: 'not_allowed_now',
    vi: 'Tài khoản này đã thu hồi.',
    en: 'This account is withdrawn already.',
  },
  username_taken: {
    code: 'conflict',
    field: 'username',
    vi: 'Tên đăng nhập này đã có người dùng.',
    en: 'This username is taken.',
  },
  has_account: {
    code: 'conflict',
    vi: 'Người này đã có tài khoản. Hãy trao liên kết hoặc mã mới thay vì lập tài khoản mới.',
    en: 'This person has an account. Hand over a new link or code instead.',
  },
  enrolment_over: {
    code: 'not_found',
    field: 'secret',
    vi: 'Liên kết hoặc mã này không đúng, đã dùng rồi hoặc đã hết hạn. Hãy nhờ người quản trị của xã hoặc tỉnh trao lại.',
    en: 'This link or code is not right, used already, or over. Ask the administrator of the commune or province for a new one.',
  },
  wrong_password: {
    code: 'invalid',
    field: 'current',
    vi: 'Mật khẩu hiện tại chưa đúng. Chưa có gì thay đổi.',
    en: 'The current password is not right. Nothing has changed.',
  },
  password_too_short: {
    code: 'invalid',
    field: 'password',
    vi: 'Mật khẩu cần ít nhất 15 ký tự, kể cả dấu cách. Một câu ngắn dễ nhớ là đủ.',
    en: 'The password needs at least 15 characters, spaces included. A short sentence is enough.',
  },
  password_too_long: {
    code: 'invalid',
    field: 'password',
    vi: 'Mật khẩu dài quá 200 ký tự.',
    en: 'The password is longer than 200 characters.',
  },
  password_easy_to_guess: {
    code: 'invalid',
    field: 'password',
    vi: 'Mật khẩu này dễ đoán: gồm những từ nhiều người dùng, tên mình, tên đơn vị hoặc dãy số. Hãy chọn một câu khác của riêng đồng chí.',
    en: 'This password is easy to guess: commonly used words, your own name or place, or rows of digits. Choose another sentence.',
  },
  same_password: {
    code: 'invalid',
    field: 'password',
    vi: 'Mật khẩu mới phải khác mật khẩu hiện tại.',
    en: 'The new password must differ from the current one.',
  },
  last_way_in: {
    code: 'not_allowed_now',
    vi: 'Đây là cách đăng nhập cuối cùng của đồng chí. Hãy đặt mật khẩu hoặc thêm khóa đăng nhập khác trước.',
    en: 'This is your last way of signing in. Set a password or add another passkey first.',
  },
  subject_taken: {
    code: 'conflict',
    field: 'subject',
    vi: 'Tài khoản này của tỉnh đã gắn với người khác.',
    en: 'This account of the province is linked with somebody else.',
  },
}
