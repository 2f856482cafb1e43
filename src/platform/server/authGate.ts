import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import type { AccountStore } from './accountStore.ts'
import { cookieIn, type Cookies, isShared } from './authCookies.ts'
import type { SessionStore } from './sessionStore.ts'
import { type Bucket, bucketsOf, hashOfDevice, type ThrottleStore } from './throttle.ts'

type Tools = {
  pool: pg.Pool
  cookies: Cookies
  accounts: AccountStore
  sessions: SessionStore
  throttle: ThrottleStore
}

/** What of the sign-in library is reached from outside; the rest of it is closed. */
const open = new Set([
  'POST /sign-in/username',
  'POST /sign-out',
  'POST /two-factor/enable',
  'POST /two-factor/verify-totp',
  'POST /two-factor/verify-backup-code',
  'POST /two-factor/generate-backup-codes',
  'GET /passkey/generate-register-options',
  'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options',
  'POST /passkey/verify-authentication',
  'POST /sign-in/social',
  'POST /link-social',
  'GET /callback/province',
])
/** What changes the ways in of somebody signed in: who one is must have been shown minutes ago. */
const sensitive = new Set(['/two-factor/enable', '/two-factor/generate-backup-codes', '/link-social'])
const signsIn: Record<string, string> = {
  '/sign-in/username': 'password',
  '/two-factor/verify-totp': 'code',
  '/two-factor/verify-backup-code': 'backup_code',
  '/passkey/verify-authentication': 'passkey',
  '/passkey/verify-registration': 'passkey',
  '/callback/province': 'province',
}
const YEAR = 365 * 24 * 60 * 60

const Input = z.object({ username: z.string().optional(), code: z.string().optional(), idToken: z.unknown() }).partial()
type Input = z.infer<typeof Input>

/** Come again in so many seconds. */
export const waitFor = (seconds: number): Problem =>
  new Problem('too_many_requests', {
    reason: 'wait',
    detail: {
      vi: `Đã thử sai nhiều lần. Hãy chờ ${seconds} giây rồi thử lại.`,
      en: `Too many wrong attempts. Wait ${seconds} seconds and try again.`,
    },
    data: { seconds },
  })

export const confirmFirst = (): Problem =>
  new Problem('forbidden', {
    reason: 'confirm_identity',
    detail: {
      vi: 'Trước việc này, hãy nhập lại mật khẩu hoặc dùng khóa đăng nhập. Chưa có gì thay đổi.',
      en: 'Before this, enter your password or use your passkey again. Nothing has changed.',
    },
  })

/**
 * Stands before the sign-in library: closes what is not ours, counts attempts before they are looked at, remembers the
 * devices of owners, lets six digits open once, and writes into the journal.
 */
export function authGate(
  handler: (request: Request) => Promise<Response>,
  { pool, cookies, accounts, sessions, throttle }: Tools,
) {
  const tokenIn = (header: string | null) => cookieIn(header, cookies.session)?.split('.')[0] ?? null
  const sessionOf = async (token: string | null) => (token === null ? null : sessions.findSession(token))
  const addressOf = (request: Request) => request.headers.get('x-forwarded-for') ?? ''
  const deviceOf = (request: Request) => cookieIn(request.headers.get('cookie'), cookies.device)

  const note = (action: string, account: { id: string; personId: string | null }, request: Request, after?: unknown) =>
    pool.query('select public.note_identity($1, $2, $3, $4, $5)', [
      account.personId,
      account.id,
      addressOf(request),
      action,
      after === undefined ? null : JSON.stringify(after),
    ])

  /** Which budgets an attempt to sign in to this name is taken from; a name nobody has is counted like any other. */
  async function bucketsFor(username: string, request: Request): Promise<Bucket[]> {
    const account = await accounts.findAccountNamed(username)
    const device = deviceOf(request)
    const known = account !== null && device !== null && (await throttle.isKnownDevice(account.id, device))
    const nobody = createHash('sha256').update(username.toLowerCase()).digest('hex')
    return bucketsOf(account?.id ?? `nobody ${nobody}`, addressOf(request), known ? hashOfDevice(device) : null)
  }

  async function take(buckets: Bucket[]): Promise<Bucket[]> {
    const seconds = buckets.length === 0 ? 0 : await throttle.take(buckets)
    if (seconds > 0) throw waitFor(seconds)
    return buckets
  }

  /** The same six digits do not open twice (RFC 6238, 5.2); false when they did. */
  async function useUp(accountId: string, code: string): Promise<boolean> {
    await pool.query(`delete from used_code where at < now() - interval '10 minutes'`)
    const { rowCount } = await pool.query(
      'insert into used_code (account_id, code_hash, at) values ($1, $2, now()) on conflict do nothing',
      [accountId, createHash('sha256').update(`${accountId} ${code}`).digest('hex')],
    )
    return rowCount === 1
  }

  /** Somebody is in: the device is theirs from now on. */
  async function welcome(path: string, accountId: string, request: Request, response: Response): Promise<void> {
    const account = await accounts.findAccount(accountId)
    if (!account) return
    const device = deviceOf(request) ?? randomBytes(32).toString('base64url')
    await throttle.rememberDevice(accountId, device)
    response.headers.append('set-cookie', cookies.write(cookies.device, device, YEAR))
    const shared = isShared(request.headers.get('cookie'))
    await note('account.signed_in', account, request, { by: signsIn[path], shared })
  }

  async function before(path: string, input: Input, request: Request): Promise<Bucket[]> {
    if (input.idToken !== undefined) throw new Problem('forbidden', { reason: 'only_by_redirect' })
    if (path === '/sign-in/username') return take(await bucketsFor(input.username ?? '', request))
    const session = await sessionOf(tokenIn(request.headers.get('cookie')))
    const changes = sensitive.has(path) || (path === '/passkey/generate-register-options' && session !== null)
    if (!changes) return []
    if (session && !session.fresh) throw confirmFirst()
    return session ? take([{ budget: 'device', key: `confirm ${session.id}` }]) : []
  }

  return async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname.replace('/api/auth', '')
    if (!open.has(`${request.method} ${path}`)) throw new Problem('not_found')
    const input = request.method === 'POST' ? (Input.safeParse(await request.clone().json()).data ?? {}) : {}
    const earlier = await sessionOf(tokenIn(request.headers.get('cookie')))
    const buckets = await before(path, input, request)
    const passed = request.headers.has('x-enrolment') ? cookies.withoutSession(request) : request
    const response = cookies.forBrowser(await handler(passed), isShared(request.headers.get('cookie')))
    if (response.status === 401 && path === '/sign-in/username') {
      const account = await accounts.findAccountNamed(input.username ?? '')
      if (account) await note('account.sign_in_failed', account, request)
    }
    if (response.status >= 400) return response
    await throttle.giveBack(buckets)
    if (path === '/sign-out' && earlier)
      await note('account.signed_out', { id: earlier.accountId, personId: earlier.personId }, request)
    const fresh = cookies.sessionSetBy(response)
    const session = await sessionOf(fresh ?? tokenIn(request.headers.get('cookie')))
    if (path === '/two-factor/verify-totp' && session && !(await useUp(session.accountId, input.code ?? ''))) {
      if (fresh !== null) await sessions.endSession(session.accountId, session.id)
      throw new Problem('unauthenticated', { reason: 'code_used' })
    }
    if (!session) return response
    if (path === '/two-factor/verify-totp' && earlier)
      await note('account.two_factor_added', { id: session.accountId, personId: session.personId }, request)
    else if (path === '/passkey/verify-registration')
      await note('account.passkey_added', { id: session.accountId, personId: session.personId }, request)
    else if (path === '/two-factor/generate-backup-codes')
      await note('account.backup_codes_made', { id: session.accountId, personId: session.personId }, request)
    if (fresh === null || signsIn[path] === undefined) return response
    // One browser, one session: showing again who one is takes the place of the earlier one.
    if (earlier && earlier.id !== session.id) await sessions.endSession(earlier.accountId, earlier.id)
    await welcome(path, session.accountId, request, response)
    return response
  }
}
