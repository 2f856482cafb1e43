import { sql } from 'kysely'
import type { Database, Tx } from '#platform/server/database.ts'

/** Records that never change once made, and which of their rows are locked. */
const locked = {
  dossier_step: sql`true`,
  verdict: sql`true`,
  dissent: sql`true`,
  cell_vote: sql`true`,
  dossier_check: sql`true`,
  title_event: sql`true`,
  certificate: sql`true`,
  correction: sql`true`,
  meeting_score: sql`true`,
  meeting_level: sql`true`,
  official_document: sql`record.state not in ('draft', 'submitted')`,
  rule_set: sql`record.status <> 'draft'`,
}

/** The tables that keep such records. */
export const lockedTables: readonly string[] = Object.keys(locked)

export type LockedFinding = { kind: 'edited' | 'deleted' | 'inserted'; table: string; id: string }
export type LockedVerification = { table: string; records: number; findings: LockedFinding[] }

/** Hashes every locked record anew and compares it with what the journal says of it. Trust it as far as the journal itself. */
export async function verifyRecords(db: Database): Promise<LockedVerification[]> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((tx) => verifyRecordsInside(tx))
}

/** All kinds of records, or only one. */
export async function verifyRecordsInside(tx: Tx, only?: string): Promise<LockedVerification[]> {
  await sql`set local timezone = 'UTC'`.execute(tx)
  const verified = []
  for (const [table, rows] of Object.entries(locked).filter(([name]) => name === (only ?? name))) {
    const { rows: found } = await sql<{ records: number; findings: LockedFinding[] }>`
      with said as (
        select hash.key as id, hash.value as hash, j.after -> 'columns' as columns
        from journal j, jsonb_each_text(j.after -> 'hashes') hash
        where j.action = 'records.locked' and j.object_type = ${table}
      ), compared as (
        select coalesce(said.id, record.id::text) as id,
          case
            when record.id is null then 'deleted'
            when said.id is null then 'inserted'
            when said.hash <> encode(sha256(convert_to((
              select jsonb_object_agg(name, value) from jsonb_each(to_jsonb(record)) as field (name, value)
              where said.columns ? name)::text, 'UTF8')), 'hex') then 'edited'
          end as kind
        from said full join (select * from ${sql.table(table)} record where ${rows}) record on record.id::text = said.id
      )
      select count(*) as records,
        coalesce(jsonb_agg(jsonb_build_object('kind', kind, 'table', ${table}::text, 'id', id) order by id)
          filter (where kind is not null), '[]') as findings
      from compared`.execute(tx)
    verified.push({ table, records: found[0]?.records ?? 0, findings: found[0]?.findings ?? [] })
  }
  return verified
}
