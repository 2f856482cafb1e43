import { z } from 'zod'
import { endpoint, Id, pageOf, PageQuery, personal, PersonalName } from '#shared/contract.ts'
import { levels, permission, roles } from '#shared/permission.ts'
import { USERNAME } from './account.ts'

const seeOwnSession = permission(
  'session.read',
  { vi: 'Xem phiên làm việc của mình', en: 'See one’s own session' },
  'anyone',
  { over: 'self' },
)
const seeDemonstrationAccounts = permission(
  'demonstration.read',
  { vi: 'Xem các tài khoản minh họa', en: 'See the demonstration accounts' },
  'anyone',
)

const SessionPosition = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  unitKind: z.string(),
  level: z.enum(levels),
  role: z.enum(roles),
  title: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
})

/** Who is signed in and what they may do; `person` is null when nobody is. */
export const getSession = endpoint(seeOwnSession)
  .route({ method: 'GET', path: '/session', summary: 'Phiên làm việc hiện tại' })
  .output(
    z.object({
      person: z.object({ id: Id, name: PersonalName }).nullable(),
      positions: z.array(SessionPosition),
      /** What others have delegated for a time: `only` these permissions, through a position of `by`. */
      delegations: z.array(SessionPosition.extend({ only: z.array(z.string()), by: PersonalName, byId: Id })),
      /** Appraisal teams the person sits on today. */
      teams: z.array(z.object({ teamId: Id, unitId: Id, part: z.string() })),
      /** Signed in with a password that somebody else handed over: nothing else is possible before it is changed. */
      mustChangePassword: z.boolean(),
      /** A position asks for two factors, and there is only one yet: nothing else is possible before. */
      mustSetSecondFactor: z.boolean(),
      /** What the province's own login is called, where there is one. */
      provinceLogin: z.string().nullable(),
      language: z.enum(['vi', 'en']),
      demo: z.boolean(),
      today: z.string(),
    }),
  )

/** The invented accounts of the demonstration; empty outside demonstration mode. */
export const listDemonstrationAccounts = endpoint(seeDemonstrationAccounts)
  .route({ method: 'GET', path: '/demonstration/accounts', summary: 'Tài khoản minh họa' })
  .output(
    z.object({
      password: z.string().nullable(),
      accounts: z.array(
        z.object({
          username: z.string(),
          name: z.string(),
          title: z.string(),
          unitName: z.string(),
          comesFor: z.string(),
        }),
      ),
    }),
  )

export const keepAccounts = permission(
  'account.keep',
  { vi: 'Lập, cấp lại mật khẩu và thu hồi tài khoản', en: 'Create, reset and withdraw accounts' },
  [
    { level: 'commune', roles: ['administrator'] },
    { level: 'district', roles: ['administrator'] },
    { level: 'province', roles: ['administrator'] },
  ],
)

const Username = z.string().regex(USERNAME, 'username')
/** Made by the administrator's browser, shown to them once, kept nowhere but as a hash. */
const Secret = z.string().min(12).max(200)
const HandedOver = { kind: z.enum(['link', 'code']), secret: Secret }

export const AccountView = z.object({
  personId: Id,
  name: PersonalName,
  accountId: z.string().nullable(),
  username: personal(z.string(), 'auth.user.username').nullable(),
  state: z.enum(['none', 'active', 'one_time', 'withdrawn']),
  /** Held today within the administrator's units. */
  positions: z.array(z.object({ title: z.string(), unitId: Id, unitName: z.string() })),
  allowedActions: z.array(z.enum(['create', 'hand_over', 'withdraw'])),
  /** Why nothing is allowed, in the reader's language. */
  blocked: z.string().nullable(),
})
export type AccountView = z.infer<typeof AccountView>

export const AccountFilter = PageQuery.extend({
  q: z.string().max(200).optional(),
  held: z.enum(['now', 'before']).default('now'),
})
export type AccountFilter = z.infer<typeof AccountFilter>

/** Everybody with a position within the administrator's units, now or only before, with or without an account, by name. */
export const listAccounts = endpoint(keepAccounts)
  .route({ method: 'GET', path: '/accounts', summary: 'Tài khoản của những người trong phạm vi' })
  .input(AccountFilter)
  .output(pageOf(AccountView))

export const NewAccount = z.object({ personId: Id, username: Username, ...HandedOver })
export type NewAccount = z.infer<typeof NewAccount>

/** Waits for the person to open what was handed over: a link by itself, a code together with the user name. */
export const createAccount = endpoint(keepAccounts)
  .route({ method: 'POST', path: '/accounts', summary: 'Lập tài khoản cho một người', successStatus: 201 })
  .input(NewAccount)
  .output(AccountView)

export const HandOver = z.object({ accountId: z.string().max(100), ...HandedOver })
export type HandOver = z.infer<typeof HandOver>

/** For somebody who cannot sign in any more: every way in is closed, and the next one set by link or code. */
export const handOver = endpoint(keepAccounts)
  .route({ method: 'POST', path: '/accounts/{accountId}/hand-over', summary: 'Trao liên kết hoặc mã để đặt lại' })
  .input(HandOver)
  .output(AccountView)

export const LinkProvince = z.object({ accountId: z.string().max(100), subject: z.string().trim().min(1).max(200) })
export type LinkProvince = z.infer<typeof LinkProvince>

/** Under which subject the province's own login knows this person. */
export const linkProvinceLogin = endpoint(keepAccounts)
  .route({ method: 'PUT', path: '/accounts/{accountId}/province', summary: 'Gắn với tài khoản của tỉnh' })
  .input(LinkProvince)
  .output(AccountView)

export const withdrawAccount = endpoint(keepAccounts)
  .route({ method: 'POST', path: '/accounts/{accountId}/withdraw', summary: 'Thu hồi tài khoản' })
  .input(z.object({ accountId: z.string().max(100) }))
  .output(AccountView)
