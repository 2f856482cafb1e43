import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { createAuthMiddleware, isAPIError } from 'better-auth/api'
import { getMigrations } from 'better-auth/db/migration'
import { username } from 'better-auth/plugins'
import pg from 'pg'
import { type AccountStore, accountStore } from './accountStore.ts'
import type { Settings } from './settings.ts'

const hashPassword = (password: string) => hash(password.normalize('NFC'))

/** Sign-in: accounts live in their own schema, reached by their own pool, never by the application's role. */
function options(pool: pg.Pool, settings: Settings, secret: string) {
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
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ hash: stored, password }: { hash: string; password: string }) =>
          verify(stored, password.normalize('NFC')),
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
    hooks: {
      // A password of one's own has taken the place of the one handed over.
      after: createAuthMiddleware(async ({ path, context }) => {
        if (path !== '/change-password' || isAPIError(context.returned) || !context.session) return
        await context.internalAdapter.updateUser(context.session.user.id, { mustChangePassword: false })
      }),
    },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    advanced: { cookiePrefix: 'vung-manh', useSecureCookies: settings.origin.startsWith('https://') },
    rateLimit: {
      enabled: settings.RATE_LIMIT,
      window: 60,
      max: 60,
      // A whole commune office shares one address; the library's own three in ten seconds would lock it out.
      customRules: { '/sign-in/username': { window: 60, max: 30 } },
    },
    telemetry: { enabled: false },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 60 })],
  }
}

type Session = { accountId: string; personId: string | null; language: string; mustChangePassword: boolean }
/** `oneTime`: the password is handed over and must be changed at the first sign-in. */
type NewAccount = { username: string; password: string; name: string; personId: string; oneTime?: boolean }

export type Auth = AccountStore & {
  handler: (request: Request) => Promise<Response>
  /** Who holds this session, or null. */
  findSession: (headers: Headers) => Promise<Session | null>
  createAccount: (account: NewAccount) => Promise<string>
  close: () => Promise<void>
}

export async function openAuth(url: string, settings: Settings, secret: string): Promise<Auth> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    options: '-c search_path=auth',
    application_name: 'vung-manh-auth',
  })
  pool.on('error', () => undefined)
  const setting = options(pool, settings, secret)
  const auth = betterAuth(setting)
  const { runMigrations } = await getMigrations(setting)
  // Processes that start together prepare the schema one after another.
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock(729460119)')
    await client.query('create schema if not exists auth')
    await runMigrations()
    // Processes remember callers; an ended session or a changed account is told to all of them.
    for (const table of ['session', '"user"'])
      await client.query(`create or replace trigger access_changed after update or delete on auth.${table}
        for each statement execute function public.announce_access_change()`)
  } finally {
    await client.query('select pg_advisory_unlock(729460119)')
    client.release()
  }
  return {
    ...accountStore(pool, hashPassword),
    handler: auth.handler,
    close: () => pool.end(),
    async findSession(headers) {
      const found = await auth.api.getSession({ headers })
      if (!found) return null
      const { id, personId, language, mustChangePassword } = found.user
      return {
        accountId: id,
        personId: personId ?? null,
        language: language ?? 'vi',
        mustChangePassword: mustChangePassword ?? false,
      }
    },
    async createAccount({ username: name, password, name: displayName, personId, oneTime = false }) {
      const context = await auth.$context
      const user = await context.internalAdapter.createUser(
        {
          name: displayName,
          email: `${name.toLowerCase()}@account.invalid`,
          emailVerified: false,
          username: name.toLowerCase(),
          displayUsername: name,
          personId,
          mustChangePassword: oneTime,
        },
        { method: 'email-password' },
      )
      await context.internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await context.password.hash(password),
      })
      return user.id
    },
  }
}
