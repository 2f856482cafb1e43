import fc from 'fast-check'
import { sql, type Transaction } from 'kysely'
import { expect } from 'vitest'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { sealJournal } from '#features/journal/server/sealing.ts'
import { verifyInside } from '#features/journal/server/verification.ts'
import type { Finding } from '#features/journal/seal.ts'
import type { DB } from '#platform/server/tables.gen.ts'
import type { TestApp } from './database.ts'

/** Entries under several seals, with numbers in between lost to transactions that came to nothing. */
export async function tamperedJournal({ pool, ...services }: TestApp, entries: number): Promise<void> {
  for (let made = 0; made < entries; made += 10) {
    const values = Array.from(
      { length: 10 },
      (_, at) => `('dossier.submitted', 'dossier', 'd${made + at}', '{"n": ${made + at}}')`,
    )
    await pool.query(`insert into journal (action, object_type, object_id, after) values ${values.join()}`)
    await pool.query(
      `begin; insert into journal (action, object_type, object_id) values ('none', 'none', 'none'); rollback`,
    )
    if (made % 30 === 20) await sealJournal(services)
  }
  await sealJournal(services)
}

type Place = { position: number; entry: number }
type Tampering = { name: string; apply: (tx: Transaction<DB>, place: Place) => Promise<(finding: Finding) => boolean> }

const HASH = sql`sha256(convert_to(journal_content(journal), 'UTF8'))`
const concerns = (entry: number) => (finding: Finding) => 'entry' in finding && finding.entry === entry
const about = (position: number) => (finding: Finding) =>
  ('position' in finding && finding.position === position) ||
  ('from' in finding && finding.from <= position && position <= finding.to)

const columns = {
  at: sql`at + interval '1 microsecond'`,
  person_id: sql`gen_random_uuid()`,
  account_id: sql`'somebody else'`,
  address: sql`'10.0.0.1'`,
  action: sql`action || ' '`,
  object_type: sql`'title'`,
  object_id: sql`object_id || '0'`,
  unit_id: sql`gen_random_uuid()`,
  before: sql`'{}'::jsonb`,
  after: sql`jsonb_set(after, '{n}', '-1')`,
}
const edits: Tampering[] = Object.entries(columns).flatMap(([column, value]) =>
  [false, true].map(
    (hashed): Tampering => ({
      name: `edit ${column}${hashed ? ' and its hash' : ''}`,
      apply: async (tx, { entry }) => {
        await sql`update journal set ${sql.ref(column)} = ${value} where id = ${entry}`.execute(tx)
        if (hashed) await sql`update journal set content_hash = ${HASH} where id = ${entry}`.execute(tx)
        return concerns(entry)
      },
    }),
  ),
)

const others: Tampering[] = [
  {
    name: 'edit the hash of an entry',
    apply: async (tx, { entry }) => {
      await sql`update journal set content_hash = sha256('x') where id = ${entry}`.execute(tx)
      return concerns(entry)
    },
  },
  {
    name: 'delete an entry',
    apply: async (tx, { entry }) => {
      await sql`delete from journal where id = ${entry}`.execute(tx)
      return concerns(entry)
    },
  },
  {
    name: 'delete an entry and its link',
    apply: async (tx, { entry, position }) => {
      await sql`delete from journal where id = ${entry}`.execute(tx)
      await sql`delete from journal_link where position = ${position}`.execute(tx)
      return about(position)
    },
  },
  {
    name: 'insert an entry where a number was lost',
    apply: async (tx, { entry }) => {
      const { rows } = await sql<{ id: number }>`
        insert into journal (id, at, action, object_type, object_id) overriding system value
        select lost, (select at from journal where id = ${entry}), 'forged', 'dossier', 'forged'
        from generate_series(1, (select max(id) - 1 from journal)) lost
        where not exists (select 1 from journal where id = lost)
        order by abs(lost - ${entry}) limit 1 returning id`.execute(tx)
      const id = Number(rows[0]?.id)
      await sql`update journal set content_hash = ${HASH} where id = ${id}`.execute(tx)
      return concerns(id)
    },
  },
  {
    name: 'exchange two entries',
    apply: async (tx, { entry }) => {
      await sql`
        update journal j set object_id = other.object_id, after = other.after, at = other.at, content_hash = other.content_hash
        from journal other, (select id as partner from journal where id <> ${entry} order by abs(id - ${entry}) limit 1) near
        where (j.id = ${entry} and other.id = partner) or (j.id = partner and other.id = ${entry})`.execute(tx)
      return concerns(entry)
    },
  },
  {
    name: 'exchange two links',
    apply: async (tx, { position, entry }) => {
      await sql`update journal_link set position = position + 1000000 where journal_id = ${entry}`.execute(tx)
      const other = position === 1 ? 2 : position - 1
      await sql`update journal_link set position = ${position} where position = ${other}`.execute(tx)
      await sql`update journal_link set position = ${other} where journal_id = ${entry}`.execute(tx)
      return (finding) => about(position)(finding) || about(other)(finding)
    },
  },
  ...['content_hash', 'chain_hash'].map(
    (column): Tampering => ({
      name: `edit ${column} of a link`,
      apply: async (tx, { position }) => {
        await sql`update journal_link set ${sql.ref(column)} = sha256('x') where position = ${position}`.execute(tx)
        return about(position)
      },
    }),
  ),
  {
    name: 'delete a seal',
    apply: async (tx, { position }) => {
      const { rows } = await sql<{ number: number }>`
        delete from journal_seal where number = (select max(number) from journal_seal where position <= greatest(${position}, 30))
        returning number`.execute(tx)
      const number = Number(rows[0]?.number)
      return (finding) =>
        (finding.kind === 'seal_missing' && finding.seal === number) || finding.kind === 'links_unsealed'
    },
  },
  {
    name: 'edit a seal',
    apply: async (tx, { position }) => {
      const { rows } = await sql<{ number: number }>`
        update journal_seal set sealed_at = sealed_at + interval '1 second'
        where number = (select max(number) from journal_seal where position <= greatest(${position}, 30))
        returning number`.execute(tx)
      const number = Number(rows[0]?.number)
      return (finding) => finding.kind === 'seal_edited' && finding.seal === number
    },
  },
]

class Undone extends Error {}

/** Each tampering is made in a transaction of its own, looked for, and undone. Every one must be found, and named. */
export async function checkTamperings(app: TestApp, { runs, seed }: { runs: number; seed?: number }): Promise<void> {
  const keys = await loadSealKeys(app.settings)
  const { rows: places } = await sql<Place>`select position, journal_id as entry from journal_link`.execute(app.db)
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...edits, ...others), fc.constantFrom(...places), async ({ apply }, place) => {
      const attempt = app.db.transaction().execute(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx)
        const named = await apply(tx, place)
        const { findings } = await verifyInside(tx, keys, { patience: 0 })
        expect(findings.filter(named), JSON.stringify(findings)).not.toEqual([])
        throw new Undone()
      })
      await expect(attempt).rejects.toThrow(Undone)
    }),
    { numRuns: runs, endOnFailure: true, ...(seed === undefined ? {} : { seed }) },
  )
}
