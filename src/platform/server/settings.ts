import path from 'node:path'
import { z } from 'zod'

const Flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true')

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  /** The address people type; certificates and links are made with it. */
  ORIGIN: z.url().optional(),
  /** Addresses of the proxies before this server, `10.0.0.0/8`: only what they say of a caller's address is believed. */
  TRUSTED_PROXY: z.string().default('loopback'),
  DATABASE_URL: z.string().optional(),
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
  SECRET: z.string().min(32).optional(),
  /** The private key of certificates (PKCS#8, PEM) where several machines share it; else a file of the data folder. */
  CERTIFICATE_KEY: z.string().optional(),
  /** The private key that ends of the journal are signed with (PKCS#8, PEM), likewise. */
  JOURNAL_KEY: z.string().optional(),
  S3_ENDPOINT: z.url().optional(),
  S3_REGION: z.string().default('auto'),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
})

export type Settings = z.infer<typeof Environment> & { dataDir: string; demo: boolean; origin: string }

/** The environment, parsed once. Exits with the names of what is wrong, never with a half-configured server. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(environment)
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
    origin: settings.ORIGIN ?? `http://localhost:${settings.PORT}`,
  }
}
