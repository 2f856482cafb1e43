import { sql } from 'kysely'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dayOf } from '#shared/format.ts'
import type { Database, Tx } from '#platform/server/database.ts'
import type { Services } from '#platform/server/serve.ts'
import { type Anchor, LONGEST_TRANSACTION, type Seal } from '../seal.ts'
import { CHAIN_START, chainHash, loadSealKeys, type SealKeys, signSeal } from './keys.ts'

const BATCH = 5000
/** Any constant: of several sealers one works, the others wait. */
const LOCK = 729_460_120

const columns = sql<Seal>`number, position, up_to as "upTo", encode(chain_hash, 'hex') as "chainHash",
  (extract(epoch from sealed_at) * 1000000)::bigint as "sealedAt", key_id as "keyId",
  encode(signature, 'hex') as signature`

/** Every seal, in order. */
export async function listSeals(tx: Tx): Promise<Seal[]> {
  return (await sql<Seal>`select ${columns} from journal_seal order by number`.execute(tx)).rows
}

/** The last seal of a day in Vietnam, or the newest of all. */
export async function findSeal(db: Database, day?: string): Promise<Seal | undefined> {
  const until = day === undefined ? sql`` : sql`where (sealed_at at time zone 'Asia/Ho_Chi_Minh')::date = ${day}::date`
  const { rows } = await sql<Seal>`select ${columns} from journal_seal ${until} order by number desc limit 1`.execute(
    db,
  )
  return rows[0]
}

/**
 * The number up to which no transaction can still be under way: sealed longer ago than one lasts. What turns up unsealed
 * below it was not written by the application.
 */
export async function settledUpTo(tx: Tx, patience: number): Promise<number> {
  const { rows } = await sql<{ upTo: number | null }>`
    select max(up_to) as "upTo" from journal_seal
    where sealed_at <= clock_timestamp() - make_interval(secs => ${patience})`.execute(tx)
  return rows[0]?.upTo ?? 0
}

/** Chains every committed entry and signs the end. Returns how many; writers are never waited for. */
export async function sealJournal(services: Services, patience = LONGEST_TRANSACTION): Promise<number> {
  const keys = await loadSealKeys(services.settings)
  let sealed = 0
  for (;;) {
    const batch = await services.db.transaction().execute((tx) => sealBatch(tx, keys, patience))
    if (batch === null) return sealed
    sealed += batch.count
    await keepAnchor(services.settings.dataDir, { ...batch.seal, publicKey: keys.publicKey })
  }
}

async function sealBatch(tx: Tx, keys: SealKeys, patience: number): Promise<{ count: number; seal: Seal } | null> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
  const floor = await settledUpTo(tx, patience)
  const { rows: entries } = await sql<{ id: number; hash: string }>`
    select j.id, encode(j.content_hash, 'hex') as hash from journal j
    where j.id > ${floor} and not exists (select 1 from journal_link l where l.journal_id = j.id)
    order by j.id limit ${BATCH}`.execute(tx)
  const newest = entries.at(-1)
  if (!newest) return null
  const { rows } = await sql<Pick<Seal, 'number' | 'position' | 'upTo' | 'chainHash'>>`
    select ${columns} from journal_seal order by number desc limit 1`.execute(tx)
  const last = rows[0] ?? { number: 0, position: 0, upTo: 0, chainHash: CHAIN_START }
  const end = await chain(tx, last, entries)
  const { rows: clock } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now`.execute(tx)
  const sealedAt = clock[0]?.now ?? 0
  const seal = signSeal({ ...end, number: last.number + 1, upTo: Math.max(last.upTo, newest.id), sealedAt }, keys)
  await sql`
    insert into journal_seal (number, position, up_to, chain_hash, sealed_at, key_id, signature) values (
      ${seal.number}, ${seal.position}, ${seal.upTo}, decode(${seal.chainHash}, 'hex'),
      'epoch'::timestamptz + ${seal.sealedAt}::bigint * interval '1 microsecond', ${seal.keyId},
      decode(${seal.signature}, 'hex'))`.execute(tx)
  return { count: entries.length, seal }
}

async function chain(
  tx: Tx,
  last: Pick<Seal, 'position' | 'chainHash'>,
  entries: readonly { id: number; hash: string }[],
): Promise<Pick<Seal, 'position' | 'chainHash'>> {
  let { position, chainHash: end } = last
  const ends = entries.map(({ id, hash }) => {
    position += 1
    end = chainHash(end, position, id, hash)
    return end
  })
  await sql`
    insert into journal_link (position, journal_id, content_hash, chain_hash)
    select ${last.position}::bigint + at, id, decode(hash, 'hex'), decode(chained, 'hex')
    from unnest(${entries.map(({ id }) => id)}::bigint[], ${entries.map(({ hash }) => hash)}::text[], ${ends}::text[])
      with ordinality as made (id, hash, chained, at)`.execute(tx)
  return { position, chainHash: end }
}

/** The folder of anchors: one file a day, to be printed or copied to where nobody of this machine can write. */
export const anchorFolder = (dataDir: string): string => path.join(dataDir, 'journal-anchors')

async function keepAnchor(dataDir: string, anchor: Anchor): Promise<void> {
  const folder = anchorFolder(dataDir)
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `${dayOf(new Date(anchor.sealedAt / 1000))}.json`)
  await writeFile(`${file}.${process.pid}`, `${JSON.stringify(anchor, null, 2)}\n`)
  await rename(`${file}.${process.pid}`, file)
}
