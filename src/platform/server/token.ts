import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from './database.ts'

/** A new token for another system; only its hash is kept. */
export function makeToken(): { token: string; hash: string } {
  const token = `vm_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashToken(token) }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

export type Token = { id: string; name: string; unitId: string; permissions: string[] }

/** The token with this secret, unless it has ended or been withdrawn. */
export async function findToken(db: Database, token: string, now: Date): Promise<Token | undefined> {
  return db
    .selectFrom('api_token')
    .select(['id', 'name', 'unit_id as unitId', 'permissions'])
    .where('hash', '=', hashToken(token))
    .where('withdrawn_at', 'is', null)
    .where((or) => or.or([or('expires_at', 'is', null), or('expires_at', '>', sql<Date>`${now}`)]))
    .executeTakeFirst()
}
