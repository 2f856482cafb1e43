import { createHash } from 'node:crypto'
import type pg from 'pg'

/** How many attempts are free, and what is waited after each further one: `first` seconds, doubled up to `longest`. */
export type Budget = { free: number; first: number; longest: number }

/**
 * Guessing is slowed, the owner is not locked out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 * `device`: a device of the owner's. `place`: an account from one address. `account`: one account from all unknown
 * devices together, at a fixed rate. `address`: one address over all accounts; an office shares one, so it is wide.
 */
export const budgets = {
  device: { free: 10, first: 5, longest: 15 * 60 },
  place: { free: 5, first: 4, longest: 15 * 60 },
  account: { free: 20, first: 120, longest: 120 },
  address: { free: 40, first: 5, longest: 60 },
} satisfies Record<string, Budget>
export type BudgetName = keyof typeof budgets
export type Bucket = { budget: BudgetName; key: string }

/** Failures are forgotten when there was none for a day. */
const REMEMBERED = 24 * 60 * 60 * 1000

/** Seconds until the next attempt is listened to, after so many failures in a row. */
export function waitAfter(failures: number, { free, first, longest }: Budget): number {
  return failures < free ? 0 : Math.min(first * 2 ** (failures - free), longest)
}

/** An address as it is counted: one line of IPv6 has a whole /64. */
export function countedAddress(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [head = '', tail] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  const filled = tail === undefined ? groups : [...groups, ...Array.from({ length: 8 - groups.length }, () => '0')]
  return filled.slice(0, 4).join(':')
}

export const hashOfDevice = (device: string) => createHash('sha256').update(device).digest('hex')

/** Which budgets an attempt on an account is taken from. */
export function bucketsOf(account: string, address: string, knownDevice: string | null): Bucket[] {
  if (knownDevice !== null) return [{ budget: 'device', key: `device ${account} ${knownDevice}` }]
  const from = countedAddress(address)
  return [
    { budget: 'account', key: `account ${account}` },
    { budget: 'address', key: `address ${from}` },
    { budget: 'place', key: `place ${account} ${from}` },
  ]
}

type Row = { key: string; failures: number; next_at: Date; last_at: Date }

/** Seconds a bucket still waits. One that is not used up never does, even where another attempt looked at it a moment later. */
function waitNow({ budget, key }: Bucket, rows: readonly Row[], at: Date): number {
  const row = rows.find((one) => one.key === key)
  if (row === undefined || waitAfter(row.failures, budgets[budget]) === 0) return 0
  return (row.next_at.getTime() - at.getTime()) / 1000
}

/** Attempts and known devices, shared by all processes. */
export function throttleStore(pool: pg.Pool, now: () => Date) {
  return {
    /**
     * Takes one attempt from every bucket before it is looked at, so that a hundred at once are a hundred. Returns the
     * seconds to wait where a bucket is empty, and takes nothing then; 0 when the attempt may be made.
     */
    async take(buckets: readonly Bucket[]): Promise<number> {
      const at = now()
      const sorted = buckets.toSorted((a, b) => (a.key < b.key ? -1 : 1))
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query(
          `insert into throttle (key, failures, next_at, last_at) select k, 0, $2, $2 from unnest($1::text[]) k
           order by k on conflict do nothing`,
          [sorted.map(({ key }) => key), at],
        )
        const { rows } = await client.query<Row>('select * from throttle where key = any($1) order by key for update', [
          sorted.map(({ key }) => key),
        ])
        const wait = Math.max(0, ...sorted.map((bucket) => waitNow(bucket, rows, at)))
        for (const { budget, key } of wait > 0 ? [] : sorted) {
          const row = rows.find((one) => one.key === key)
          const old = row === undefined || at.getTime() - row.last_at.getTime() > REMEMBERED
          const failures = (old ? 0 : row.failures) + 1
          const next = new Date(at.getTime() + waitAfter(failures, budgets[budget]) * 1000)
          await client.query('update throttle set failures = $2, next_at = $3, last_at = $4 where key = $1', [
            key,
            failures,
            next,
            at,
          ])
        }
        await client.query('commit')
        return Math.ceil(wait)
      } catch (error) {
        await client.query('rollback')
        throw error
      } finally {
        client.release()
      }
    },
    /** The attempt was right: what it took is given back; of its own account nothing is held against anybody. */
    async giveBack(buckets: readonly Bucket[]): Promise<void> {
      const shared = buckets.filter(({ budget }) => budget === 'address').map(({ key }) => key)
      const own = buckets.filter(({ budget }) => budget !== 'address').map(({ key }) => key)
      await pool.query('delete from throttle where key = any($1) or last_at < $2', [
        own,
        new Date(now().getTime() - REMEMBERED),
      ])
      await pool.query(
        'update throttle set failures = greatest(failures - 1, 0), next_at = last_at where key = any($1)',
        [shared],
      )
    },
    /** Whoever has opened the account anew is not kept waiting by what others tried on it. */
    async forgive(accountId: string): Promise<void> {
      await pool.query(`delete from throttle where key = $1 or key like $2`, [
        `account ${accountId}`,
        `place ${accountId} %`,
      ])
    },
    async isKnownDevice(accountId: string, device: string): Promise<boolean> {
      const { rowCount } = await pool.query('select from known_device where account_id = $1 and device_hash = $2', [
        accountId,
        hashOfDevice(device),
      ])
      return rowCount === 1
    },
    async rememberDevice(accountId: string, device: string): Promise<void> {
      await pool.query(
        `insert into known_device (account_id, device_hash, seen_at) values ($1, $2, $3)
         on conflict (account_id, device_hash) do update set seen_at = excluded.seen_at`,
        [accountId, hashOfDevice(device), now()],
      )
    },
  }
}
export type ThrottleStore = ReturnType<typeof throttleStore>
