import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { roles } from '#shared/permission.ts'

const Flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** The address people type; certificates and links are made with it. */
  ORIGIN: z.url().optional(),
  /** Addresses of the proxies before this server, `10.0.0.0/8`: only what they say of a caller's address is believed. */
  TRUSTED_PROXY: z.string().default('loopback'),
  DATABASE_URL: z.string().optional(),
  /** The login that requests run through, where the owner of the database may not make it. */
  REQUEST_DATABASE_URL: z.string().optional(),
  /** Where the embedded database, uploaded files and keys live. */
  DATA_DIR: z.string().default('data'),
  /** Load the demonstration into an empty database. On by default with the embedded database only. */
  DEMO: Flag.optional(),
  /** Demonstration mode only: the day the application believes it is, `YYYY-MM-DD`. */
  TODAY: z.iso.date().optional(),
  /** Where the built screens are, when not in `dist/web`. */
  WEB_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
  /** Off only where a test asks more of the server than people ever do. */
  RATE_LIMIT: Flag.default(true),
  /** Milliseconds behind, on the mean of half a second, from which a process says that it is busy; 0: never. */
  MAX_LAG: z.coerce.number().int().nonnegative().default(1000),
  SECRET: z.string().min(32).optional(),
  /** A session ends when it was not used for so long, and at the latest so long after the sign-in. */
  SESSION_IDLE_HOURS: z.coerce
    .number()
    .positive()
    .default(7 * 24),
  SESSION_LONGEST_HOURS: z.coerce
    .number()
    .positive()
    .default(30 * 24),
  /** The same on a computer that others use too. */
  SHARED_SESSION_IDLE_MINUTES: z.coerce.number().positive().default(15),
  SHARED_SESSION_LONGEST_HOURS: z.coerce.number().positive().default(4),
  /** Before sensitive changes one shows again who one is, when that was longer ago than this. */
  CONFIRM_MINUTES: z.coerce.number().positive().default(15),
  /** Roles that must sign in with two factors, `administrator,organising_head`. Nobody in the demonstration by default. */
  SECOND_FACTOR_ROLES: z
    .string()
    .transform((list) => list.split(',').map((role) => role.trim()))
    .pipe(z.array(z.enum(['', ...roles])))
    .optional(),
  /** A province's own login (OpenID Connect): the address of its discovery document and what it knows us by. */
  OIDC_DISCOVERY_URL: z.url().optional(),
  OIDC_CLIENT_ID: z.string().default('vung-manh'),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What it is called on the button. */
  OIDC_NAME: z.string().default('tài khoản của tỉnh'),
  /** It asks for two factors itself. */
  OIDC_SECOND_FACTOR: Flag.default(false),
  /** The private key of certificates (PKCS#8, PEM) where several machines share it; else a file of the data folder. */
  CERTIFICATE_KEY: z.string().optional(),
  /** The private key that ends of the journal are signed with (PKCS#8, PEM), likewise. */
  JOURNAL_KEY: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('auto'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** What backups are encrypted with. */
  BACKUP_PASSPHRASE: z.string().min(12).optional(),
  /** Where a backup is written each night; without it none is made by itself. */
  BACKUP_DIR: z.string().optional(),
})

/** Settings that are secret. Each may stand in a file that `<NAME>_FILE` names, as containers and vaults hand them over. */
export const secretSettings = [
  'DATABASE_URL',
  'REQUEST_DATABASE_URL',
  'SECRET',
  'CERTIFICATE_KEY',
  'JOURNAL_KEY',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'BACKUP_PASSPHRASE',
  'OIDC_CLIENT_SECRET',
] as const satisfies readonly (keyof typeof Environment.shape)[]
export const settingNames: readonly string[] = Object.keys(Environment.shape)

export type Settings = z.infer<typeof Environment> & {
  dataDir: string
  demo: boolean
  origin: string
  /** Roles that must sign in with two factors. */
  secondFactorRoles: readonly string[]
}

/** The environment, parsed once. Exits with the names of what is wrong, never with a half-configured server. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(withSecretFiles(environment))
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Cấu hình chưa đúng (biến môi trường):\n  ${wrong.join('\n  ')}`)
  }
  const settings = parsed.data
  const demo = settings.DEMO ?? settings.DATABASE_URL === undefined
  if (settings.TODAY && !demo) throw new Error('TODAY chỉ dùng được ở chế độ minh họa (DEMO=1).')
  return {
    ...settings,
    demo,
    dataDir: path.resolve(settings.DATA_DIR),
    secondFactorRoles: settings.SECOND_FACTOR_ROLES ?? (demo ? [] : ['administrator']),
    origin: settings.ORIGIN ?? `http://localhost:${settings.PORT}`,
  }
}

function withSecretFiles(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const found: NodeJS.ProcessEnv = {}
  for (const name of secretSettings) {
    const file = environment[`${name}_FILE`]
    if (file === undefined) continue
    if (environment[name] !== undefined) throw new Error(`Chỉ đặt một trong hai biến: ${name}, ${name}_FILE.`)
    found[name] = readSecret(`${name}_FILE`, file)
  }
  return { ...environment, ...found }
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (cause) {
    throw new Error(`Không đọc được tệp mà biến ${name} nêu: ${file}`, { cause })
  }
}
