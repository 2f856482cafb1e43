import { createHash } from 'node:crypto'
import type pg from 'pg'
import { canonicalCode } from '#shared/password.ts'
import { hashSecret, verifySecret } from './passwordHash.ts'

/** A link is opened by whoever holds it, a code together with the user name. */
export type EnrolmentKind = 'link' | 'code'
export type EnrolmentProof = { kind: 'link'; secret: string } | { kind: 'code'; username: string; secret: string }
export type Enrolment = { accountId: string; kind: EnrolmentKind; expiresAt: Date }

const LIFE: Record<EnrolmentKind, number> = { link: 7 * 24 * 60 * 60 * 1000, code: 3 * 24 * 60 * 60 * 1000 }
/** Wrong codes after which a new one has to be handed over (NIST SP 800-63B-4: no more than 100). */
const TRIES = 30

const hashOfLink = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Links and codes with which somebody sets their way of signing in, for the first time or again. */
export function enrolmentStore(pool: pg.Pool, now: () => Date) {
  return {
    /** Replaces whatever was handed over before. */
    async handOver(accountId: string, kind: EnrolmentKind, secret: string): Promise<Date> {
      const at = now()
      const expiresAt = new Date(at.getTime() + LIFE[kind])
      const kept = kind === 'link' ? hashOfLink(secret) : await hashSecret(canonicalCode(secret))
      await pool.query(
        `insert into enrolment (account_id, kind, secret_hash, made_at, expires_at) values ($1, $2, $3, $4, $5)
         on conflict (account_id) do update set kind = excluded.kind, secret_hash = excluded.secret_hash,
           made_at = excluded.made_at, expires_at = excluded.expires_at, tries = 0`,
        [accountId, kind, kept, at, expiresAt],
      )
      return expiresAt
    },
    /** What this link or code opens; null when it is wrong, used, over or tried too often. A wrong code is counted. */
    async findEnrolment(proof: EnrolmentProof): Promise<Enrolment | null> {
      const by =
        proof.kind === 'link'
          ? { where: `kind = 'link' and secret_hash = $1`, value: hashOfLink(proof.secret) }
          : {
              where: `kind = 'code' and account_id = (select id from "user" where username = $1)`,
              value: proof.username.toLowerCase(),
            }
      const { rows } = await pool.query<{ account_id: string; secret_hash: string; expires_at: Date }>(
        `select account_id, secret_hash, expires_at from enrolment where ${by.where} and expires_at > $2 and tries < $3`,
        [by.value, now(), TRIES],
      )
      const [row] = rows
      if (!row) return null
      if (proof.kind === 'code' && !(await verifySecret(row.secret_hash, canonicalCode(proof.secret)))) {
        await pool.query('update enrolment set tries = tries + 1 where account_id = $1', [row.account_id])
        return null
      }
      return { accountId: row.account_id, kind: proof.kind, expiresAt: row.expires_at }
    },
    /** Uses it up; false when somebody else was faster. */
    async completeEnrolment(accountId: string): Promise<boolean> {
      const { rowCount } = await pool.query('delete from enrolment where account_id = $1', [accountId])
      return rowCount === 1
    },
  }
}
export type EnrolmentStore = ReturnType<typeof enrolmentStore>
