import { sql } from 'kysely'
import { z } from 'zod'
import { addDays } from '#shared/format.ts'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import { BEGIN, Count, demoId, insertAll, Optional, OptionalCount, readTable, REFORM, span, Text } from './table.ts'

/** Places through time: Bến Tre with its districts, communes and cells, and what became of them on 1 July 2025. */

type Period = { name: string; kind: string; parent: string | null; from: string; until: string | null }
/** `isBody`: beside a cell in its hamlet, with no committee and no terms. */
type Place = { slug: string; code: string | null; periods: Period[]; isBody: boolean }
type Succession = { from: string; to: string; on: string; kind: 'merge' | 'abolish'; decision: keyof typeof decisions }
export type Tree = { places: Place[]; successions: Succession[]; cells: Cell[]; bySlug: ReadonlyMap<string, Place> }

const District = z.object({ slug: Text, code: Text, name: Text, kind: Text })
const OldCommune = z.object({
  slug: Text,
  code: Optional,
  name: Text,
  kind: Text,
  district: Text,
  until: Text,
  into: Optional,
})
const NewCommune = z.object({
  slug: Text,
  code: Text,
  name: Text,
  kind: Text,
  ward_since: Optional,
  predecessors: Text.transform((text) => text.split(' ')),
})
const Cell = z.object({
  slug: Text,
  name: Text,
  kind: Text,
  commune: Text,
  members: Count,
  households: OptionalCount,
  poor: OptionalCount,
  near_poor: OptionalCount,
})
export type Cell = z.infer<typeof Cell>
const Body = z.object({ slug: Text, name: Text, kind: Text, cell: Text })

/** What merged them, by number and date. */
const decisions = {
  communes2024: { number: '1237/NQ-UBTVQH15', date: '2024-10-24', body: 'Ủy ban Thường vụ Quốc hội' },
  communes2025: { number: '1687/NQ-UBTVQH15', date: null, body: 'Ủy ban Thường vụ Quốc hội' },
  provinces2025: { number: '202/2025/QH15', date: null, body: 'Quốc hội' },
} as const
const MERGED_2024 = '2024-12-01'
const lastDayBefore = (day: string): string => addDays(day, -1)

/** Everything of `data/` about places, put together. */
export async function readTree(): Promise<Tree> {
  const [districts, oldCommunes, newCommunes, cells, bodies] = await Promise.all([
    readTable('districts.csv', District),
    readTable('communes.csv', OldCommune),
    readTable('communes-2025.csv', NewCommune),
    readTable('cells.csv', Cell),
    readTable('bodies.csv', Body),
  ])
  const end = lastDayBefore(REFORM)
  const provinces: Place[] = [
    place('ben-tre', '83', [{ name: 'Tỉnh Bến Tre', kind: 'province', parent: null, from: BEGIN, until: end }]),
    place('vinh-long', '86', [{ name: 'Tỉnh Vĩnh Long', kind: 'province', parent: null, from: REFORM, until: null }]),
  ]
  const mergedInto = new Map(newCommunes.flatMap(({ slug, predecessors }) => predecessors.map((old) => [old, slug])))
  const places = [
    ...provinces,
    ...districts.map(({ slug, code, name, kind }) =>
      place(slug, code, [{ name, kind, parent: 'ben-tre', from: BEGIN, until: end }]),
    ),
    ...oldCommunes.map(({ slug, code, name, kind, district, until }) =>
      place(slug, code, [{ name, kind, parent: district, from: BEGIN, until }]),
    ),
    ...newCommunes.map(({ slug, code, name, kind, ward_since }) =>
      place(slug, code, newCommunePeriods(name, kind, ward_since)),
    ),
    ...cells.map(({ slug, name, kind, commune }) =>
      place(
        slug,
        null,
        homesOf(commune, oldCommunes, mergedInto).map((home) => ({ name, kind, ...home })),
      ),
    ),
    ...bodies.map(({ slug, name, kind, cell }) =>
      place(slug, null, [{ name, kind, parent: cell, from: REFORM, until: null }], true),
    ),
  ]
  const successions: Succession[] = [
    { from: 'ben-tre', to: 'vinh-long', on: REFORM, kind: 'merge', decision: 'provinces2025' },
    ...districts.map(
      ({ slug }): Succession => ({
        from: slug,
        to: 'vinh-long',
        on: REFORM,
        kind: 'abolish',
        decision: 'provinces2025',
      }),
    ),
    ...oldCommunes.map(({ slug, into }): Succession => {
      if (into !== null) return { from: slug, to: into, on: MERGED_2024, kind: 'merge', decision: 'communes2024' }
      const to = mergedInto.get(slug)
      if (to === undefined) throw new Error(`${slug} has no successor`)
      return { from: slug, to, on: REFORM, kind: 'merge', decision: 'communes2025' }
    }),
  ]
  return { places, successions, cells, bySlug: new Map(places.map((one) => [one.slug, one])) }
}

const place = (slug: string, code: string | null, periods: Period[], isBody = false): Place => ({
  slug,
  code,
  periods,
  isBody,
})

/** Six communes of former Bến Tre became wards on 9 June 2026. */
function newCommunePeriods(name: string, kind: string, wardSince: string | null): Period[] {
  const since = { parent: 'vinh-long', from: REFORM, until: null }
  if (wardSince === null) return [{ name, kind, ...since }]
  return [
    { name, kind, ...since, until: lastDayBefore(wardSince) },
    { name: name.replace(/^Xã /, 'Phường '), kind: 'ward', ...since, from: wardSince },
  ]
}

/** A cell stays the same cell: only the commune above it changes. */
function homesOf(
  commune: string,
  communes: readonly z.infer<typeof OldCommune>[],
  mergedInto: ReadonlyMap<string, string>,
): { parent: string; from: string; until: string | null }[] {
  const homes: { parent: string; from: string; until: string | null }[] = []
  let next: string | null = commune
  let from = BEGIN
  while (next !== null) {
    const old = communes.find(({ slug }) => slug === next)
    if (old === undefined) throw new Error(`${next} is no commune`)
    homes.push({ parent: old.slug, from, until: old.until })
    from = addDays(old.until, 1)
    next = old.into
  }
  const last = homes.at(-1)?.parent ?? ''
  const today = mergedInto.get(last)
  if (today === undefined) throw new Error(`${last} has no successor`)
  return [...homes, { parent: today, from, until: null }]
}

/** The unit above on a day. */
export function parentOn({ bySlug }: Tree, slug: string, day: string): string {
  const found = bySlug.get(slug)?.periods.find(({ from, until }) => from <= day && (until === null || day <= until))
  if (!found?.parent) throw new Error(`${slug} has no parent on ${day}`)
  return found.parent
}

export const unitId = (slug: string): string => demoId('unit', slug)

export async function placeTree(tx: Tx, { places, successions, cells }: Tree): Promise<void> {
  await insertAll(
    tx,
    'unit',
    places.map(({ slug, code }) => ({ id: unitId(slug), slug, external_code: code })),
  )
  await insertAll(
    tx,
    'unit_version',
    places.flatMap(({ slug, periods }, at) =>
      periods.map(({ name, kind, parent, from, until }) => ({
        id: demoId('unit_version', `${slug}:${from}`),
        unit_id: unitId(slug),
        name,
        name_folded: fold(name),
        kind,
        parent_id: parent === null ? null : unitId(parent),
        valid: span(from, until),
        sort_order: at,
      })),
    ),
  )
  await insertAll(
    tx,
    'unit_lineage',
    successions.map(({ from, to, on, kind, decision }) => ({
      id: demoId('lineage', from),
      from_unit_id: unitId(from),
      to_unit_id: unitId(to),
      kind,
      effective_on: on,
      decision_number: decisions[decision].number,
      decision_date: decisions[decision].date,
      decision_body: decisions[decision].body,
    })),
  )
  await sql`select rebuild_unit_closure()`.execute(tx)
  await insertAll(tx, 'authority_succession', heirsOf(places, successions))
  await insertAll(tx, 'committee_term', termsOf(places.filter(({ isBody }) => !isBody)))
  await insertAll(tx, 'cell_profile', profilesOf(cells))
}

/**
 * Who keeps what a district could do: no document was found, so each new commune is put down for the cells it received,
 * without a decision. To be replaced by the province's own.
 */
function heirsOf(places: readonly Place[], successions: readonly Succession[]) {
  const districtOf = new Map(
    places.flatMap(({ slug, periods }) => periods.map(({ parent }) => [slug, parent] as const)),
  )
  const last = successions.filter(({ decision }) => decision === 'communes2025')
  const pairs = new Map(
    last.flatMap(({ from, to }) => {
      const district = districtOf.get(from)
      return district ? [[`${district}:${to}`, { district, commune: to }] as const] : []
    }),
  )
  return [...pairs].map(([key, { district, commune }]) => ({
    id: demoId('authority', key),
    from_unit_id: unitId(district),
    to_unit_id: unitId(commune),
    powers: ['confirm', 're_appraise', 'revoke', 'correct'],
    valid: span(REFORM, null),
  }))
}

/** One term of each committee and each cell before the reform, one after it: document numbers run within it. */
function termsOf(places: readonly Place[]) {
  const day = lastDayBefore(REFORM)
  return places.flatMap(({ slug, periods }) => {
    const from = periods[0]?.from ?? BEGIN
    const until = periods.at(-1)?.until ?? null
    const before = { label: 'Nhiệm kỳ 2020-2025', from, until: until ?? day }
    const after = { label: 'Nhiệm kỳ 2025-2030', from: REFORM, until: null }
    const terms = [...(from < REFORM ? [before] : []), ...(until === null ? [after] : [])]
    return terms.map((term) => ({
      id: demoId('term', `${slug}:${term.from}`),
      unit_id: unitId(slug),
      label: term.label,
      valid: span(term.from, term.until),
    }))
  })
}

/** Counted once in the years of the articles and once this year. */
function profilesOf(cells: readonly Cell[]) {
  return ['2021-11-30', '2026-01-15'].flatMap((asOf) =>
    cells.map(({ slug, members, households, poor, near_poor }) => ({
      unit_id: unitId(slug),
      id: demoId('profile', `${slug}:${asOf}`),
      as_of: asOf,
      members,
      households,
      poor_households: poor,
      near_poor_households: near_poor,
    })),
  )
}
