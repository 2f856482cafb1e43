import { z } from 'zod'
import { USERNAME } from '#features/accounts/account.ts'
import { endpoint, Line } from '#shared/contract.ts'
import { permission } from '#shared/permission.ts'

const seeOwnAccount = permission(
  'account.read',
  { vi: 'Xem tài khoản của mình', en: 'See one’s own account' },
  'signed_in',
)
const secureOwnAccount = permission(
  'account.secure',
  {
    vi: 'Đặt mật khẩu, khóa đăng nhập, mã hai lớp; đăng xuất thiết bị của mình',
    en: 'Keep one’s own ways of signing in',
  },
  'signed_in',
)
const enrol = permission(
  'account.enrol',
  { vi: 'Mở tài khoản bằng liên kết hoặc mã được trao', en: 'Open one’s account with the link or code handed over' },
  'anyone',
)

const Password = z.string().min(1).max(1000)
const Reference = z.string().min(1).max(100)
const Done = z.object({ done: z.literal(true) })

export const getOwnAccount = endpoint(seeOwnAccount)
  .route({ method: 'GET', path: '/me/account', summary: 'Tài khoản và các cách đăng nhập của mình' })
  .output(
    z.object({
      username: z.string(),
      name: z.string().nullable(),
      language: z.enum(['vi', 'en']),
      hasPassword: z.boolean(),
      /** Six digits from an application are asked for after the password. */
      hasTwoFactor: z.boolean(),
      passkeys: z.array(z.object({ id: z.string(), name: z.string().nullable(), madeAt: z.string().nullable() })),
      /** Linked with the province's own login. */
      hasProvinceLogin: z.boolean(),
      /** Whether a position asks for two factors; accounts of the demonstration are exempt. */
      secondFactor: z.enum(['required', 'advised', 'exempt']),
    }),
  )

/** The current one is needed where there is one. */
export const changePassword = endpoint(secureOwnAccount)
  .route({ method: 'PUT', path: '/me/password', summary: 'Đổi mật khẩu của mình' })
  .input(z.object({ current: Password.optional(), password: Password }))
  .output(Done)

/** Who one is, shown again before a sensitive change. */
export const confirmIdentity = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/confirm', summary: 'Nhập lại mật khẩu trước việc quan trọng' })
  .input(z.object({ password: Password }))
  .output(Done)

const SessionView = z.object({
  id: z.string(),
  here: z.boolean(),
  userAgent: z.string().nullable(),
  address: z.string().nullable(),
  by: z.enum(['password', 'passkey', 'province']).nullable(),
  sharedComputer: z.boolean(),
  startedAt: z.string(),
  usedAt: z.string(),
  endsAt: z.string(),
})
export type SessionView = z.infer<typeof SessionView>

export const listSessions = endpoint(seeOwnAccount)
  .route({ method: 'GET', path: '/me/sessions', summary: 'Các thiết bị đang đăng nhập' })
  .output(z.object({ items: z.array(SessionView) }))

export const endSession = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/sessions/{sessionId}/end', summary: 'Đăng xuất một thiết bị' })
  .input(z.object({ sessionId: Reference }))
  .output(Done)

export const endOtherSessions = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/sessions/end-others', summary: 'Đăng xuất mọi thiết bị khác' })
  .output(Done)

export const renamePasskey = endpoint(secureOwnAccount)
  .route({ method: 'PATCH', path: '/me/passkeys/{passkeyId}', summary: 'Đặt tên khóa đăng nhập' })
  .input(z.object({ passkeyId: Reference, name: Line(60) }))
  .output(Done)

export const removePasskey = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/passkeys/{passkeyId}/remove', summary: 'Xóa khóa đăng nhập' })
  .input(z.object({ passkeyId: Reference }))
  .output(Done)

export const removeTwoFactor = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/two-factor/remove', summary: 'Bỏ mã hai lớp' })
  .output(Done)

export const unlinkProvinceLogin = endpoint(secureOwnAccount)
  .route({ method: 'POST', path: '/me/province/unlink', summary: 'Bỏ gắn với tài khoản của tỉnh' })
  .output(Done)

/** A link stands by itself; a code goes with the user name. */
const Proof = z.object({
  kind: z.enum(['link', 'code']),
  username: z.string().trim().max(60).optional(),
  secret: z.string().trim().min(1).max(200),
})
export type Proof = z.infer<typeof Proof>

export const openEnrolment = endpoint(enrol)
  .route({ method: 'POST', path: '/enrolments/open', summary: 'Xem liên kết hoặc mã được trao mở tài khoản nào' })
  .input(Proof)
  .output(
    z.object({
      name: z.string(),
      username: z.string(),
      positions: z.array(z.object({ title: z.string(), unitName: z.string() })),
      expiresAt: z.string(),
    }),
  )

export const completeEnrolment = endpoint(enrol)
  .route({ method: 'POST', path: '/enrolments/complete', summary: 'Đặt mật khẩu đầu tiên của mình' })
  .input(Proof.extend({ chosenUsername: z.string().regex(USERNAME, 'username').optional(), password: Password }))
  .output(z.object({ username: z.string() }))
