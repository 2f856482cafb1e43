import { sql } from 'kysely'
import type { Tx } from '#platform/server/database.ts'
import type { DocumentReference } from '#shared/contract.ts'
import type { Happening, KnownDecision, UnitRef } from '../contract.ts'
import { type LineageKind, storyOf } from '../lineage.ts'
import { standingKinds, type StandingKind, type UnitVersion } from '../unit.ts'
import { asLevel } from './queries.ts'

export type DecisionColumns = {
  decision_number: string | null
  decision_date: string | null
  decision_body: string | null
}
export type StoredVersion = UnitVersion & { decision: KnownDecision | null }

/** Number and date belong together; without both there is no reference to a document. */
export const asDecision = (row: DecisionColumns): DocumentReference | null =>
  row.decision_number === null || row.decision_date === null
    ? null
    : {
        number: row.decision_number,
        date: row.decision_date,
        ...(row.decision_body === null ? {} : { issuer: row.decision_body }),
      }

/** What is known of a decision, be it only its number or its day; null where nothing is. */
export const knownDecision = (row: DecisionColumns): KnownDecision | null =>
  row.decision_number === null && row.decision_date === null
    ? null
    : { number: row.decision_number, date: row.decision_date, issuer: row.decision_body }

export const decisionColumns = (decision: DocumentReference | undefined): DecisionColumns => ({
  decision_number: decision?.number ?? null,
  decision_date: decision?.date ?? null,
  decision_body: decision?.issuer ?? null,
})

export function asStanding(text: string): StandingKind {
  const kind = standingKinds.find((known) => known === text)
  if (!kind) throw new Error(`Unknown standing ${text}`)
  return kind
}

export async function loadVersions(tx: Tx, unitId: string): Promise<StoredVersion[]> {
  const rows = await tx
    .selectFrom('unit_version')
    .select(['id', 'name', 'kind', 'parent_id as parentId', 'sort_order as sortOrder'])
    .select(['decision_number', 'decision_date', 'decision_body'])
    .select([sql<string>`lower(valid)::text`.as('from'), sql<string | null>`upper(valid)::text`.as('to')])
    .where('unit_id', '=', unitId)
    .orderBy(sql`lower(valid)`)
    .execute()
  return rows.map(({ id, name, kind, parentId, sortOrder, from, to, ...row }) => ({
    id,
    name,
    kind,
    parentId,
    sortOrder,
    from,
    to,
    decision: knownDecision(row),
  }))
}

const lineageKinds = [
  'merge',
  'split',
  'extract',
  'move',
  'rename',
  'abolish',
  'reopen',
] as const satisfies LineageKind[]

function asLineageKind(text: string): LineageKind {
  const kind = lineageKinds.find((known) => known === text)
  if (!kind) throw new Error(`Unknown kind of lineage ${text}`)
  return kind
}

/** The line of time of a unit, both ways, with the decisions that made it. */
export async function findHistory(
  tx: Tx,
  unitId: string,
  versions: readonly StoredVersion[],
  today: string,
): Promise<Happening[]> {
  const links = await tx
    .selectFrom('unit_lineage')
    .select(['id', 'from_unit_id', 'to_unit_id', 'kind', 'effective_on'])
    .select(['decision_number', 'decision_date', 'decision_body'])
    .where((is) => is.or([is('from_unit_id', '=', unitId), is('to_unit_id', '=', unitId)]))
    .execute()
  const story = storyOf(
    unitId,
    versions,
    links.map((link) => ({
      id: link.id,
      fromId: link.from_unit_id,
      toId: link.to_unit_id,
      kind: asLineageKind(link.kind),
      on: link.effective_on,
    })),
    today,
  )
  const others = await refsOn(
    tx,
    story.flatMap(({ otherId, on }) => (otherId === null ? [] : [{ id: otherId, on }])),
  )
  const decisions = new Map<string, KnownDecision | null>([
    ...versions.map(({ id, decision }) => [id, decision] as const),
    ...links.map((link) => [link.id, knownDecision(link)] as const),
  ])
  return story.map(({ otherId, ...happening }) => ({
    ...happening,
    other: (otherId !== null && others.get(`${otherId} ${happening.on}`)) || null,
    decision: decisions.get(happening.id.split(':')[0] ?? '') ?? null,
  }))
}

/** How units were called on the day something happened; those that ended that day, by their last name. */
async function refsOn(tx: Tx, wanted: { id: string; on: string }[]): Promise<Map<string, UnitRef>> {
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<UnitRef & { on: string; level: string }>`
    select w.on_day::text as "on", u.id, u.slug, v.name, v.kind, k.level
    from unnest(${wanted.map(({ id }) => id)}::uuid[], ${wanted.map(({ on }) => on)}::date[]) as w(id, on_day)
    join unit u on u.id = w.id
    join lateral (
      select * from unit_version where unit_id = w.id
      order by (valid @> w.on_day) desc, (lower(valid) <= w.on_day) desc, abs(lower(valid) - w.on_day) limit 1
    ) v on true
    join unit_kind k on k.code = v.kind`.execute(tx)
  return new Map(rows.map(({ on, ...unit }) => [`${unit.id} ${on}`, { ...unit, level: asLevel(unit.level) }]))
}
