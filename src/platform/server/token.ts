import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** A new token for another system; only its hash is kept. */
export function makeToken(): { token: string; hash: string } {
  const token = `vm_${randomBytes(32).toString('base64url')}`
  return { token, hash: hashToken(token) }
}

const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

export type Token = { id: string; name: string; unitId: string; permissions: string[] }

/** The token with this secret, unless it has ended or been withdrawn. */
export async function findToken(tx: Tx, token: string, now: Date): Promise<Token | undefined> {
  const { rows } = await sql<Token>`
    select id, name, unit_id as "unitId", permissions from find_access_key(${hashToken(token)}, ${now})`.execute(tx)
  return rows[0]
}
