import type pg from 'pg'
import type { Settings } from './settings.ts'

/** How a session began. `sharedComputer`: ends sooner, and with the browser. */
export type SignInMethod = 'password' | 'passkey' | 'province'

export type Session = {
  id: string
  accountId: string
  personId: string | null
  language: string
  /** Signed in with a password that somebody else handed over. */
  mustChangePassword: boolean
  /** Signed in with two factors: a code or a passkey besides what one knows. */
  strong: boolean
  /** Who one is was shown within the last minutes. */
  fresh: boolean
}

export type OpenSession = {
  id: string
  userAgent: string | null
  address: string | null
  method: SignInMethod | null
  sharedComputer: boolean
  startedAt: Date
  usedAt: Date
  endsAt: Date
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long a session lives without use, and at the longest. */
export function lifeOf(settings: Settings, sharedComputer: boolean): { idle: number; longest: number } {
  return sharedComputer
    ? { idle: settings.SHARED_SESSION_IDLE_MINUTES * MINUTE, longest: settings.SHARED_SESSION_LONGEST_HOURS * HOUR }
    : { idle: settings.SESSION_IDLE_HOURS * HOUR, longest: settings.SESSION_LONGEST_HOURS * HOUR }
}

/** The earlier of its ends without use and at all. */
export const endOf = (life: { idle: number; longest: number }, startedAt: Date, usedAt: Date): Date =>
  new Date(Math.min(startedAt.getTime() + life.longest, usedAt.getTime() + life.idle))

type Row = {
  id: string
  userId: string
  personId: string | null
  language: string | null
  mustChangePassword: boolean | null
  twoFactorEnabled: boolean | null
  withdrawn: boolean | null
  method: SignInMethod | null
  sharedComputer: boolean | null
  confirmedAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** Sessions are found, kept alive, confirmed and ended here and nowhere else. */
export function sessionStore(pool: pg.Pool, settings: Settings, now: () => Date, tell: () => void) {
  const end = async (where: string, values: unknown[]): Promise<number> => {
    const { rowCount } = await pool.query(`delete from session where ${where}`, values)
    tell()
    return rowCount ?? 0
  }
  return {
    /**
     * Who holds the session of this token, or null: unknown, ended, withdrawn. The token is an opaque random reference
     * looked up each time; that the session is used is written at most once a minute.
     */
    async findSession(token: string): Promise<Session | null> {
      const at = now()
      const { rows } = await pool.query<Row>(
        `select s.id, s."userId", s.method, s."sharedComputer", s."confirmedAt", s."createdAt", s."updatedAt",
           u."personId", u.language, u."mustChangePassword", u."twoFactorEnabled", u.withdrawn
         from session s join "user" u on u.id = s."userId" where s.token = $1 and s."expiresAt" > $2`,
        [token, at],
      )
      const [row] = rows
      if (!row || row.withdrawn) return null
      if (at.getTime() - row.updatedAt.getTime() > MINUTE) {
        const ends = endOf(lifeOf(settings, row.sharedComputer ?? false), row.createdAt, at)
        await pool.query('update session set "updatedAt" = $2, "expiresAt" = $3 where id = $1', [row.id, at, ends])
      }
      const confirmed = row.confirmedAt ?? row.createdAt
      return {
        id: row.id,
        accountId: row.userId,
        personId: row.personId,
        language: row.language ?? 'vi',
        mustChangePassword: row.mustChangePassword ?? false,
        strong:
          row.twoFactorEnabled === true ||
          row.method === 'passkey' ||
          (row.method === 'province' && settings.OIDC_SECOND_FACTOR),
        fresh: at.getTime() - confirmed.getTime() <= settings.CONFIRM_MINUTES * MINUTE,
      }
    },
    async listSessions(accountId: string): Promise<OpenSession[]> {
      const { rows } = await pool.query<OpenSession>(
        `select id, "userAgent", "ipAddress" as address, method, coalesce("sharedComputer", false) as "sharedComputer",
           "createdAt" as "startedAt", "updatedAt" as "usedAt", "expiresAt" as "endsAt"
         from session where "userId" = $1 and "expiresAt" > $2 order by "updatedAt" desc`,
        [accountId, now()],
      )
      return rows
    },
    /** Who one is has just been shown again. */
    async confirmSession(sessionId: string): Promise<void> {
      await pool.query('update session set "confirmedAt" = $2 where id = $1', [sessionId, now()])
      tell()
    },
    /** Ends one session of an account at once; false when it had ended already. */
    endSession: async (accountId: string, sessionId: string): Promise<boolean> =>
      (await end('"userId" = $1 and id = $2', [accountId, sessionId])) > 0,
    /** Ends all sessions of an account but the one kept; how many. */
    endSessions: (accountId: string, kept: string | null = null): Promise<number> =>
      end('"userId" = $1 and id is distinct from $2', [accountId, kept]),
  }
}
export type SessionStore = ReturnType<typeof sessionStore>
