import { hash, verify } from '@node-rs/argon2'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { username } from 'better-auth/plugins'
import pg from 'pg'
import type { Settings } from './settings.ts'

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
        hash: (password: string) => hash(password.normalize('NFC')),
        verify: ({ hash: stored, password }: { hash: string; password: string }) =>
          verify(stored, password.normalize('NFC')),
      },
    },
    user: {
      additionalFields: {
        personId: { type: 'string' as const, required: false, input: false },
        language: { type: 'string' as const, required: false, defaultValue: 'vi' },
      },
    },
    session: { expiresIn: 60 * 60 * 24 * 30, updateAge: 60 * 60 * 24 },
    advanced: { cookiePrefix: 'vung-manh', useSecureCookies: settings.origin.startsWith('https://') },
    rateLimit: { enabled: settings.RATE_LIMIT, window: 60, max: 60 },
    telemetry: { enabled: false },
    plugins: [username({ minUsernameLength: 3, maxUsernameLength: 60 })],
  }
}

export type Auth = {
  handler: (request: Request) => Promise<Response>
  /** Who holds this session, or null. */
  findSession: (headers: Headers) => Promise<{ accountId: string; personId: string | null; language: string } | null>
  createAccount: (account: { username: string; password: string; name: string; personId: string }) => Promise<string>
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
  } finally {
    await client.query('select pg_advisory_unlock(729460119)')
    client.release()
  }
  return {
    handler: auth.handler,
    close: () => pool.end(),
    async findSession(headers) {
      const found = await auth.api.getSession({ headers })
      return found
        ? { accountId: found.user.id, personId: found.user.personId ?? null, language: found.user.language ?? 'vi' }
        : null
    },
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
