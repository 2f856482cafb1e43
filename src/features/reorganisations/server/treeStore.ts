import { type RawBuilder, sql } from 'kysely'
import type { Database, Tx } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import { slugOf } from '#features/units/unit.ts'
import { listKinds } from '#features/units/server/queries.ts'
import type { LineageKind } from '#features/units/lineage.ts'
import { fold } from '#shared/text.ts'
import type { Decision } from '../plan.ts'
import type { Link, PlaceVersion, Tree } from '../tree.ts'
import { linkKey, versionKey } from '../working.ts'

const lineageKinds: readonly string[] = ['merge', 'split', 'extract', 'move', 'rename', 'abolish', 'reopen']
const isLineageKind = (kind: string): kind is LineageKind => lineageKinds.includes(kind)

/** The whole organisation through time, as plans see it. */
export async function loadTree(db: Database | Tx): Promise<Tree> {
  const rows = await db
    .selectFrom('unit_version')
    .select(['unit_id', 'name', 'kind', 'parent_id as parentId'])
    .select([sql<string>`lower(valid)::text`.as('from'), sql<string | null>`upper(valid)::text`.as('to')])
    .orderBy(sql`lower(valid)`)
    .execute()
  const versions = new Map<string, PlaceVersion[]>()
  for (const { unit_id: unitId, ...version } of rows) {
    const known = versions.get(unitId)
    if (known) known.push(version)
    else versions.set(unitId, [version])
  }
  const links = await db
    .selectFrom('unit_lineage')
    .select(['from_unit_id as fromId', 'to_unit_id as toId', 'kind', 'effective_on as on', 'main'])
    .orderBy('effective_on')
    .execute()
  return { versions, links: links.flatMap(({ kind, ...link }) => (isLineageKind(kind) ? [{ ...link, kind }] : [])) }
}

export type TreeChange = {
  before: Tree
  after: Tree
  codes: ReadonlyMap<string, string>
  /** The paper of a version (`versionKey`) or link (`linkKey`). */
  paperOf: (key: string) => Decision | null
}

type NewVersion = PlaceVersion & { unitId: string }
export type Written = { units: number; versions: number; ended: number; links: number }

/** Write what differs between two trees: new units, versions that end, versions that begin, lineage. Facts are not touched. */
export async function saveTree(tx: Tx, { before, after, codes, paperOf }: TreeChange): Promise<Written> {
  const changed = [...after.versions].filter(([unitId, versions]) => before.versions.get(unitId) !== versions)
  const units = changed.flatMap(([unitId]) => (before.versions.has(unitId) ? [] : [unitId]))
  await insertUnits(tx, units, after, codes)
  const ended: { unitId: string; from: string; to: string | null }[] = []
  const begun: NewVersion[] = []
  for (const [unitId, versions] of changed) {
    const known = new Map((before.versions.get(unitId) ?? []).map((version) => [version.from, version]))
    for (const version of versions) {
      const earlier = known.get(version.from)
      if (!earlier) begun.push({ unitId, ...version })
      else if (earlier.to !== version.to) ended.push({ unitId, from: version.from, to: version.to })
    }
  }
  await sql`
    update unit_version v set valid = daterange(lower(v.valid), x."to")
    from ${records(ended, '"unitId" uuid, "from" date, "to" date')}
    where v.unit_id = x."unitId" and lower(v.valid) = x."from"`.execute(tx)
  await insertVersions(tx, begun, paperOf)
  const links = after.links.slice(before.links.length)
  await insertLinks(tx, links, paperOf)
  await sql`
    update unit u set version = version + 1
    from ${records(
      changed.map(([unitId]) => ({ unitId })),
      '"unitId" uuid',
    )}
    where u.id = x."unitId"`.execute(tx)
  await sql`select rebuild_unit_closure()`.execute(tx)
  return { units: units.length, versions: begun.length, ended: ended.length, links: links.length }
}

/** Many rows as one parameter: one statement whatever their number. */
const records = (rows: readonly object[], columns: string): RawBuilder<unknown> =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(${sql.raw(columns)})`

async function insertUnits(tx: Tx, units: readonly string[], after: Tree, codes: ReadonlyMap<string, string>) {
  const [kinds, taken] = await Promise.all([listKinds(tx), tx.selectFrom('unit').select('slug').execute()])
  const slugs = new Set(taken.map(({ slug }) => slug))
  const rows = units.map((unitId) => {
    const code = codes.get(unitId) ?? null
    const version = after.versions.get(unitId)?.at(-1)
    const kind = kinds.find((one) => one.code === version?.kind)
    const own = version && kind ? slugOf(version.name, kind) : ''
    const slug = [own, `${own}-${code}`, `${own}-${unitId.slice(-6)}`].find((one) => own !== '' && !slugs.has(one))
    slugs.add(slug ?? null)
    return { id: unitId, slug: slug ?? null, code }
  })
  await sql`
    insert into unit (id, slug, external_code) select id, slug, code
    from ${records(rows, 'id uuid, slug text, code text')}`.execute(tx)
}

async function insertVersions(tx: Tx, begun: readonly NewVersion[], paperOf: TreeChange['paperOf']): Promise<void> {
  const rows = begun.map((version, at) => ({
    id: newId(),
    folded: fold(version.name),
    place: at,
    paper: paperOf(versionKey(version.unitId, version.from)),
    ...version,
  }))
  await sql`
    insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order,
      decision_number, decision_date, decision_body)
    select x.id, x."unitId", x.name, x.folded, x.kind, x."parentId", daterange(x."from", x."to"),
      coalesce((select v.sort_order from unit_version v where v.unit_id = x."unitId" order by v.valid desc limit 1), x.place),
      x.paper ->> 'number', (x.paper ->> 'date')::date, x.paper ->> 'body'
    from ${records(
      rows,
      'id uuid, "unitId" uuid, name text, folded text, kind text, "parentId" uuid, "from" date, "to" date, place int, paper jsonb',
    )}`.execute(tx)
}

async function insertLinks(tx: Tx, links: readonly Link[], paperOf: TreeChange['paperOf']): Promise<void> {
  const rows = links.map((link) => ({ id: newId(), paper: paperOf(linkKey(link)), ...link }))
  await sql`
    insert into unit_lineage (id, from_unit_id, to_unit_id, kind, effective_on, main,
      decision_number, decision_date, decision_body)
    select x.id, x."fromId", x."toId", x.kind, x."on", x.main,
      x.paper ->> 'number', (x.paper ->> 'date')::date, x.paper ->> 'body'
    from ${records(rows, 'id uuid, "fromId" uuid, "toId" uuid, kind text, "on" date, main boolean, paper jsonb')}`.execute(
    tx,
  )
}
