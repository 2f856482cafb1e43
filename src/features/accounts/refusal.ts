import type { ProblemCode } from '#shared/problem.ts'
import type { AccountRefusal } from './account.ts'

type Told = { code: ProblemCode; field?: string; vi: string; en: string }

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
    vi: 'Người này đã có tài khoản. Hãy cấp lại mật khẩu thay vì lập tài khoản mới.',
    en: 'This person has an account. Hand over a new password instead.',
  },
}
