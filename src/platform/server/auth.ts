import { passkey } from '@better-auth/passkey'
import { APIError } from 'better-auth/api'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { genericOAuth, twoFactor, username } from 'better-auth/plugins'
import pg from 'pg'
import { type AccountStore, accountStore } from './accountStore.ts'
import { authCookies, type Cookies, cookieIn, isShared } from './authCookies.ts'
import { authGate, waitFor } from './authGate.ts'
import { type EnrolmentProof, type EnrolmentStore, enrolmentStore } from './enrolmentStore.ts'
import { hashPassword, verifyPassword } from './passwordHash.ts'
import { endOf, lifeOf, type Session, type SessionStore, sessionStore, type SignInMethod } from './sessionStore.ts'
import type { Settings } from './settings.ts'
import { bucketsOf, throttleStore } from './throttle.ts'

type Stores = { enrolments: EnrolmentStore; accounts: AccountStore; cookies: Cookies; now: () => Date }

const methodOf = (path: string): SignInMethod => {
  if (path.startsWith('/passkey/')) return 'passkey'
  return path.startsWith('/callback/') ? 'province' : 'password'
}

/** Sign-in: accounts live in their own schema, reached by their own pool, never by the application's role. */
function options(pool: pg.Pool, settings: Settings, secret: string, { enrolments, accounts, cookies, now }: Stores) {
  return {
    database: pool,
    basePath: '/api/auth',
    baseURL: settings.origin,
    secret,
    appName: 'Vững Mạnh',
    // The address people use may be any name of this server; a request from another site is refused by its origin.
    trustedOrigins: (request?: Request) => {
      const host = request?.headers.get('host')
      return host ? [settings.origin, `http://${host}`, `https://${host}`] : [settings.origin]
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      // Rules for new passwords are where they are set; whatever is set may be signed in with.
      minPasswordLength: 1,
      maxPasswordLength: 1000,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }: { hash: string; password: string }) => verifyPassword(hash, password),
      },
    },
    user: {
      additionalFields: {
        personId: { type: 'string' as const, required: false, input: false },
        language: { type: 'string' as const, required: false, defaultValue: 'vi' },
        mustChangePassword: { type: 'boolean' as const, required: false, input: false, defaultValue: false },
        withdrawn: { type: 'boolean' as const, required: false, input: false, defaultValue: false },
      },
    },
    session: {
      expiresIn: settings.SESSION_LONGEST_HOURS * 60 * 60,
      // Sessions are kept alive in one place: `sessionStore.ts`.
      disableSessionRefresh: true,
      additionalFields: {
        method: { type: 'string' as const, required: false, input: false },
        sharedComputer: { type: 'boolean' as const, required: false, input: false },
        confirmedAt: { type: 'date' as const, required: false, input: false },
      },
    },
    account: {
      updateAccountOnSignIn: false,
      accountLinking: { disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: ['province'] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (
            session: { createdAt: Date },
            context: { path?: string; headers?: Headers | undefined } | null,
          ) => {
            const sharedComputer = isShared(context?.headers?.get('cookie'))
            const started = now()
            return {
              data: {
                ...session,
                createdAt: started,
                updatedAt: started,
                expiresAt: endOf(lifeOf(settings, sharedComputer), started, started),
                confirmedAt: started,
                method: methodOf(context?.path ?? ''),
                sharedComputer,
              },
            }
          },
        },
      },
      account: {
        create: {
          // Who the province says somebody is, is all that is kept of it: no token.
          before: async (account: Record<string, unknown>) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null, scope: null },
          }),
        },
      },
    },
    advanced: {
      cookiePrefix: cookies.prefix,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: cookies.secure },
    },
    // Attempts are counted by `authGate.ts`, in the database, so that several processes count together.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { level: 'error' as const },
    onAPIError: { errorURL: `${settings.origin}/sign-in?province=refused` },
    plugins: [
      username({ minUsernameLength: 3, maxUsernameLength: 60 }),
      twoFactor({ issuer: 'Vững Mạnh', allowPasswordless: true }),
      passkey({
        rpID: new URL(settings.origin).hostname,
        rpName: 'Vững Mạnh',
        // On an address of this machine the port is known only once it listens.
        origin: cookies.secure ? settings.origin : null,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          requireSession: false,
          resolveUser: async ({ ctx }) => {
            const found = await enrolments.findEnrolment(proofIn(ctx.headers))
            const account = found && (await accounts.findAccount(found.accountId))
            if (!account) throw new APIError('UNAUTHORIZED', { code: 'ENROLMENT', message: 'link or code' })
            return { id: account.id, name: account.username, displayName: account.username }
          },
          afterVerification: async ({ ctx, verification, user }) => {
            if (!verification.registrationInfo?.userVerified)
              throw new APIError('BAD_REQUEST', { code: 'NOT_VERIFIED', message: 'user verification' })
            if (!ctx.headers?.has('x-enrolment')) return
            const found = await enrolments.findEnrolment(proofIn(ctx.headers))
            if (found?.accountId !== user.id || !(await enrolments.completeEnrolment(user.id)))
              throw new APIError('UNAUTHORIZED', { code: 'ENROLMENT', message: 'link or code' })
            await accounts.settleAccount(user.id)
          },
        },
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified)
              throw new APIError('UNAUTHORIZED', { code: 'NOT_VERIFIED', message: 'user verification' })
          },
        },
      }),
      genericOAuth({
        config:
          settings.OIDC_DISCOVERY_URL === undefined
            ? []
            : [
                {
                  providerId: 'province',
                  name: settings.OIDC_NAME,
                  discoveryUrl: settings.OIDC_DISCOVERY_URL,
                  clientId: settings.OIDC_CLIENT_ID,
                  ...(settings.OIDC_CLIENT_SECRET === undefined ? {} : { clientSecret: settings.OIDC_CLIENT_SECRET }),
                  scopes: ['openid'],
                  pkce: true,
                  requireIdTokenVerification: true,
                  disableSignUp: true,
                  disableImplicitSignUp: true,
                  // Somebody is known by their subject; an e-mail address is neither needed nor kept.
                  mapProfileToUser: (profile) => ({ email: `${profile['sub']}@province.invalid`, name: '' }),
                },
              ],
      }),
    ],
  }
}

/** `link <secret>` or `code <user name> <secret>`. */
function proofIn(headers: Headers | undefined): EnrolmentProof {
  const [kind, ...rest] = (headers?.get('x-enrolment') ?? '').split(' ')
  return kind === 'code'
    ? { kind, username: rest[0] ?? '', secret: rest.slice(1).join(' ') }
    : { kind: 'link', secret: rest.join(' ') }
}

type NewAccount = { username: string; password?: string; name: string; personId: string }

export type Auth = AccountStore &
  EnrolmentStore &
  Omit<SessionStore, 'findSession'> & {
    handler: (request: Request) => Promise<Response>
    /** Who holds this session, or null. */
    findSession: (headers: Headers) => Promise<Session | null>
    /** With a password, or waiting for what is handed over next. */
    createAccount: (account: NewAccount) => Promise<string>
    /** Whether this is the account's password; guesses are slowed. Throws `Problem`. */
    checkPassword: (accountId: string, password: string, sessionId: string) => Promise<boolean>
    /** What others tried on an account is not held against its owner, who has just opened it anew. */
    forgiveAttempts: (accountId: string) => Promise<void>
    /** Counts one attempt to open what was handed over. Throws `Problem` when there were too many. */
    countEnrolment: (proof: EnrolmentProof, address: string) => Promise<() => Promise<void>>
    /** Told in this process at once when a session or an account has changed; other processes hear it from the database. */
    onChange: (listener: () => void) => void
    close: () => Promise<void>
  }

export async function openAuth(
  url: string,
  settings: Settings,
  secret: string,
  now: () => Date = () => new Date(),
): Promise<Auth> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    options: '-c search_path=auth',
    application_name: 'vung-manh-auth',
  })
  pool.on('error', () => undefined)
  const cookies = authCookies(settings.origin)
  const listeners: (() => void)[] = []
  const tell = () => listeners.forEach((listener) => listener())
  const accounts = accountStore(pool, hashPassword, tell)
  const enrolments = enrolmentStore(pool, now)
  const sessions = sessionStore(pool, settings, now, tell)
  const throttle = throttleStore(pool, now)
  const setting = options(pool, settings, secret, { enrolments, accounts, cookies, now })
  const auth = betterAuth(setting)
  const { runMigrations } = await getMigrations(setting)
  // Processes that start together prepare the schema one after another.
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(729460119)')
    await client.query('create schema if not exists auth')
    await runMigrations()
    // Processes remember callers; an ended session or a changed account is told to all of them.
    // That a session is used and therefore lives on is nobody's news.
    for (const [table, events] of [
      ['session', 'update of "userId", "token", "confirmedAt" or delete'],
      ['"user"', 'update or delete'],
    ])
      await client.query(`create or replace trigger access_changed after ${events} on auth.${table}
        for each statement execute function public.announce_access_change()`)
  } finally {
    await client.query('select pg_advisory_unlock(729460119)')
    client.release()
  }
  return {
    ...accounts,
    ...enrolments,
    ...sessions,
    handler: authGate(auth.handler, { pool, cookies, accounts, sessions, throttle }),
    close: () => pool.end(),
    onChange: (listener) => void listeners.push(listener),
    async findSession(headers) {
      const token = cookieIn(headers.get('cookie'), cookies.session)?.split('.')[0]
      return token === undefined ? null : sessions.findSession(token)
    },
    forgiveAttempts: (accountId: string) => throttle.forgive(accountId),
    async createAccount({ username: name, password, name: displayName, personId }) {
      const context = await auth.$context
      const user = await context.internalAdapter.createUser(
        {
          name: displayName,
          email: `${name.toLowerCase()}@account.invalid`,
          emailVerified: false,
          username: name.toLowerCase(),
          displayUsername: name,
          personId,
          mustChangePassword: password === undefined,
        },
        { method: 'email-password' },
      )
      if (password !== undefined) await accounts.setPassword(user.id, password)
      return user.id
    },
    async checkPassword(accountId, password, sessionId) {
      const buckets = [{ budget: 'device', key: `confirm ${sessionId}` } as const]
      const seconds = await throttle.take(buckets)
      if (seconds > 0) throw waitFor(seconds)
      const hash = await accounts.findPasswordHash(accountId)
      const right = hash !== null && (await verifyPassword(hash, password))
      if (right) await throttle.giveBack(buckets)
      return right
    },
    async countEnrolment(proof, address) {
      const account = proof.kind === 'code' ? proof.username.toLowerCase() : 'link'
      const buckets = bucketsOf(`enrolment ${account}`, address, null).filter(
        ({ budget }) => proof.kind === 'code' || budget !== 'account',
      )
      const seconds = await throttle.take(buckets)
      if (seconds > 0) throw waitFor(seconds)
      return () => throttle.giveBack(buckets)
    },
  }
}
