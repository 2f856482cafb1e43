import type { Gazetteer, ListedUnit, Row } from './gazetteer.ts'
import { isResolved, type Match } from './matching.ts'
import { likenessOf, readPlaceName } from './placeName.ts'
import type { Decision, Operation } from './plan.ts'
import type { PlanFile, PlannedUnit, SplitRemark } from './planFile.ts'

/** The kinds of units for the words of the lists; the level decides what `thành phố` is. */
const kindCodes: Record<string, Record<string, string>> = {
  province: { 'thành phố': 'municipality', default: 'province' },
  district: { 'thành phố': 'city', 'thị xã': 'town', quận: 'urban_district', default: 'district' },
  commune: { phường: 'ward', 'thị trấn': 'township', 'đặc khu': 'special_zone', default: 'commune' },
}
export const kindCode = ({ level, name }: Pick<ListedUnit, 'level' | 'name'>): string =>
  kindCodes[level]?.[readPlaceName(name).kind ?? ''] ?? kindCodes[level]?.['default'] ?? level

const before = (code: string): string => `before/${code}`
const after = (code: string): string => `after/${code}`

type Draft = {
  effective: string
  decision: Decision | null
  units: readonly ListedUnit[]
  matches: readonly Match[]
  old: Gazetteer
  /** Old code → the mentions that resolved to it. */
  namedBy: ReadonlyMap<string, readonly Match[]>
  /** Old units that go on as they are, perhaps under another name: old code → new unit. */
  going: ReadonlyMap<string, ListedUnit>
}

/** Turn resolved mentions into a plan; what is not resolved, split or left out is told beside it. */
export function draftPlan(input: Pick<Draft, 'effective' | 'decision' | 'units' | 'matches' | 'old'>): PlanFile {
  const namedBy = Map.groupBy(input.matches.filter(isResolved), ({ unit }) => unit?.code ?? '')
  const draft: Draft = { ...input, namedBy, going: findGoing(input.matches, namedBy) }
  const named = new Set(input.matches.flatMap(({ unit }) => (unit ? [unit] : [])))
  const provinces = new Set([
    ...input.old.provinces.filter((row) => named.has(row)).map(({ code }) => code),
    ...input.old.communes.filter(({ row }) => named.has(row)).map(({ province }) => province.code),
  ])
  const districts = input.old.districts.filter(({ parentCode }) => provinces.has(parentCode ?? ''))
  const swallowed = new Set(input.matches.flatMap(({ unit }) => (unit?.level === 'district' ? [unit.code] : [])))
  const communes = input.old.communes.filter(({ province }) => provinces.has(province.code))
  const known = communes.filter(({ row, district }) => namedBy.has(row.code) || swallowed.has(district.code))
  return {
    format: 'vung-manh/reorganisation-plan/1',
    effective: input.effective,
    decision: input.decision,
    before: [
      ...input.old.provinces.filter(({ code }) => provinces.has(code)),
      ...districts,
      ...known.map(({ row }) => row),
    ].map(asPlanned),
    codes: Object.fromEntries(input.units.map(({ code }) => [after(code), code])),
    operations: [
      ...input.units.filter(({ level }) => level === 'province').flatMap((unit) => provinceChanges(draft, unit)),
      ...input.units.filter(({ level }) => level === 'commune').flatMap((unit) => communeChanges(draft, unit)),
      ...splitsOf(draft).map(
        ({ because: _because, name: _name, ...split }): Operation => ({
          do: 'split',
          placement: {},
          ...split,
          ...paper(draft),
        }),
      ),
      ...districts.filter(({ code }) => !swallowed.has(code)).flatMap((district) => abolishing(draft, district)),
    ],
    outcomes: countOutcomes(input.matches),
    unresolved: input.matches.filter((match) => !isResolved(match)).map((match) => tellUnresolved(match, input.old)),
    splits: splitsOf(draft),
    partly: partlyNamed(draft),
    unnamed: communes
      .filter((one) => !known.includes(one))
      .map(({ row, district }) => ({ code: row.code, name: row.name, within: district.name })),
  }
}

export function countOutcomes(matches: readonly Match[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { outcome } of matches) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

const asPlanned = (row: Row): PlannedUnit => ({
  id: before(row.code),
  code: row.code,
  name: row.name,
  kind: kindCode(row),
  parentId: row.parentCode === null ? null : before(row.parentCode),
})

const paper = ({ effective, decision }: Draft) => ({ on: effective, decision })

/** A province of the same name, a commune that is its successor's only predecessor: the same unit goes on. */
function findGoing(matches: readonly Match[], namedBy: Draft['namedBy']): Map<string, ListedUnit> {
  const mentionsOf = Map.groupBy(matches, ({ of }) => of.code)
  return new Map(
    matches.flatMap(({ of, unit }): [string, ListedUnit][] => {
      if (!unit || unit.level !== of.level || namedBy.get(unit.code)?.length !== 1) return []
      const alone = mentionsOf.get(of.code)?.length === 1
      const sameName = likenessOf(readPlaceName(of.name).name, unit.place.name) !== null
      return alone || (of.level === 'province' && sameName) ? [[unit.code, of]] : []
    }),
  )
}

/** The id under which a new unit stands: that of the unit that goes on in it, or its own. */
function idOfNew(draft: Draft, unit: ListedUnit): string {
  const gone = [...draft.going].find(([, to]) => to === unit)
  return gone ? before(gone[0]) : after(unit.code)
}

function predecessorsOf({ matches }: Draft, unit: ListedUnit): Row[] {
  const rows = matches.flatMap(({ of, unit: row }) => (of === unit && row ? [row] : []))
  return [...new Set(rows)]
}

/** The unit goes on under the new one's name and kind, or a new one is made. */
function beginning(draft: Draft, unit: ListedUnit, parentId: string | null): Operation[] {
  const kind = kindCode(unit)
  const gone = predecessorsOf(draft, unit).find(({ code }) => draft.going.get(code) === unit)
  if (!gone) return [{ do: 'create', unitId: after(unit.code), name: unit.name, kind, parentId, ...paper(draft) }]
  const unitId = before(gone.code)
  const move: Operation[] = parentId === null ? [] : [{ do: 'move', unitId, parentId, ...paper(draft) }]
  if (kindCode(gone) !== kind) return [...move, { do: 'change_kind', unitId, kind, name: unit.name, ...paper(draft) }]
  const sameName = ['same', 'tone_style'].includes(likenessOf(gone.name, unit.name) ?? '')
  return sameName ? move : [...move, { do: 'rename', unitId, name: unit.name, ...paper(draft) }]
}

function provinceChanges(draft: Draft, unit: ListedUnit): Operation[] {
  const intoId = idOfNew(draft, unit)
  const unitIds = predecessorsOf(draft, unit).flatMap(({ code }) => (before(code) === intoId ? [] : [before(code)]))
  return [...beginning(draft, unit, null), ...merging(draft, unitIds, intoId)]
}

const merging = (draft: Draft, unitIds: string[], intoId: string): Operation[] =>
  unitIds.length > 0 ? [{ do: 'merge', unitIds, intoId, ...paper(draft) }] : []

function communeChanges(draft: Draft, unit: ListedUnit): Operation[] {
  const province = draft.units.find(({ level, code }) => level === 'province' && code === unit.parentCode)
  const intoId = idOfNew(draft, unit)
  const whole = predecessorsOf(draft, unit)
    .filter(({ code }) => targetsOf(draft, code).length === 1)
    .flatMap((row) => (row.level === 'district' ? [...communesIn(draft, row), row] : [row]))
  const unitIds = [...new Set(whole.map(({ code }) => before(code)))].filter((id) => id !== intoId)
  return [...beginning(draft, unit, province ? idOfNew(draft, province) : null), ...merging(draft, unitIds, intoId)]
}

/** A district that became one unit takes its communes along, but for those that another unit names. */
const communesIn = ({ old, namedBy }: Draft, district: Row): Row[] =>
  old.communes.filter((one) => one.district.code === district.code && !namedBy.has(one.row.code)).map(({ row }) => row)

const targetsOf = ({ namedBy }: Draft, code: string): ListedUnit[] => [
  ...new Set((namedBy.get(code) ?? []).map(({ of }) => of)),
]

/**
 * Named by several new units: a split. As now, its facts are counted under the one that took what was left, else the
 * one of its own name, else the only one that names it without saying "a part", else the first in the official order.
 */
function splitsOf(draft: Draft): SplitRemark[] {
  return [...draft.namedBy].flatMap(([code, matches]): SplitRemark[] => {
    const targets = targetsOf(draft, code)
    const [first] = targets
    const row = matches[0]?.unit
    if (!first || !row || targets.length < 2) return []
    const only = (found: readonly Match[]) => (found.length === 1 ? found[0]?.of : undefined)
    const whole = only(matches.filter(({ mention }) => mention.part === 'whole'))
    const rest = only(matches.filter(({ mention }) => mention.part === 'rest'))
    const named = targets.find(({ name }) => likenessOf(readPlaceName(name).name, row.place.name) !== null)
    const because = rest ? 'named_rest' : named ? 'same_name' : whole ? 'named_whole' : 'named_first'
    const main = rest ?? named ?? whole ?? first
    const intoIds = targets.map((target) => idOfNew(draft, target))
    return [{ unitId: before(code), name: row.name, intoIds, mainId: idOfNew(draft, main), because }]
  })
}

/** The district level ended: what it answered for is the new province's. */
function abolishing(draft: Draft, district: Row): Operation[] {
  const province = draft.matches.find(({ unit }) => unit?.level === 'province' && unit.code === district.parentCode)?.of
  const successorId = province ? idOfNew(draft, province) : null
  return [{ do: 'abolish', unitId: before(district.code), successorId, ...paper(draft) }]
}

function partlyNamed(draft: Draft): PlanFile['partly'] {
  return [...draft.namedBy].flatMap(([code, matches]) => {
    const [only] = matches
    if (!only || matches.length > 1 || only.mention.part === 'whole') return []
    return [{ unitId: before(code), name: only.unit?.name ?? '', text: only.mention.text }]
  })
}

function tellUnresolved({ of, mention, outcome, candidates }: Match, old: Gazetteer): PlanFile['unresolved'][number] {
  const nameOf = (code: string | null) =>
    [...old.districts, ...old.provinces].find((row) => row.code === code)?.name ?? ''
  return {
    of: { code: of.code, name: of.name },
    text: mention.text,
    outcome,
    candidates: candidates.map(({ code, name, parentCode }) => ({ code, name, within: nameOf(parentCode) })),
  }
}
