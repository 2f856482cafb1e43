import {
  type Commune,
  findDistricts,
  findProvinces,
  type Gazetteer,
  type ListedUnit,
  type Row,
  sameKind,
} from './gazetteer.ts'
import { levelOf, likenesses, likenessOf, looseKey, type PlaceName, readPlaceName } from './placeName.ts'
import { type Mention, readPredecessors } from './predecessors.ts'

/** How a mention was resolved; each step that is more than reading the name has a name of its own. */
export const resolvedOutcomes = [
  /** One unit of that kind and name in the provinces concerned. */
  'exact',
  /** Same name, tone mark in the other style (`Hoà`, `Hòa`). */
  'tone_style',
  /** Same number in another writing (`IV`, `4`, `04`). */
  'number_style',
  /** Several of that name; the district in brackets decides. */
  'by_district',
  /** Several of that name; one lies in a district of the other units the new one was made of. */
  'by_neighbours',
  /** Same name in such a district, the kind has changed since the list was made (xã → thị trấn, phường). */
  'kind_changed',
  /** The kind is not said; one unit has that name. */
  'kind_missing',
  /** Written differently (`Sỹ`, `Sĩ`), in such a district. */
  'other_spelling',
  /** `giữ nguyên`: the unit of the new one's own name. */
  'kept',
  /** A whole district became one unit. */
  'district_level',
  'province_level',
  /** Somebody chose among the candidates. */
  'chosen',
] as const
export const unresolvedOutcomes = [
  'ambiguous',
  'not_found',
  'district_not_found',
  /** The row names no unit before. */
  'not_said',
  /** Another row has its code and says something else. */
  'listed_twice',
  /** The list has no province for it, or it is of no level that a list has. */
  'no_place',
] as const
export type Outcome = (typeof resolvedOutcomes)[number] | (typeof unresolvedOutcomes)[number]

export type Match = {
  /** The new unit whose words these are. */
  of: ListedUnit
  mention: Mention
  outcome: Outcome
  /** The unit of the old list, when resolved. */
  unit: Row | null
  /** When not: what may have been meant, nearest first. */
  candidates: Row[]
}

/** What somebody has said of a mention that could not be resolved: the code of one of its candidates. */
export type ChosenUnit = { of: string; text: string; code: string }

export function withChosen(matches: readonly Match[], chosen: readonly ChosenUnit[]): Match[] {
  const said = new Map(chosen.map(({ of, text, code }) => [`${of} ${text}`, code]))
  return matches.map((match) => {
    const code = said.get(`${match.of.code} ${match.mention.text}`)
    const unit = match.candidates.find((one) => one.code === code)
    return unit && match.unit === null ? { ...match, unit, outcome: 'chosen' } : match
  })
}

export const isResolved = (match: Match): boolean => match.unit !== null

/** The words of every new unit read and looked up in the old list; the order is the new list's. */
export function matchAll(units: readonly ListedUnit[], old: Gazetteer): Match[] {
  const provinces = units.filter(({ level }) => level === 'province')
  return provinces.flatMap((province) => {
    const words = province.predecessors || 'giữ nguyên'
    const own = readPredecessors(words).map((mention) => matchProvince(province, mention, old))
    const communes = units.filter(({ level, parentCode }) => level === 'commune' && parentCode === province.code)
    const known = own.flatMap(({ unit }) => (unit ? [unit.code] : []))
    const scope = new Set(known.length > 0 ? known : provincesByCode(communes, old))
    return [...own, ...communes.flatMap((commune) => matchCommune(commune, scope, old))]
  })
}

/** When a province bears a name the old list lacks: where the communes lay whose codes the new ones carry on. */
function provincesByCode(communes: readonly ListedUnit[], old: Gazetteer): string[] {
  const codes = new Set(communes.map(({ code }) => code))
  return old.communes.filter(({ row }) => codes.has(row.code)).map(({ province }) => province.code)
}

function matchProvince(of: ListedUnit, mention: Mention, old: Gazetteer): Match {
  const meant = mention.unchanged ? readPlaceName(of.name) : mention
  const found = findProvinces(old, meant)
  const [unit = null] = found.length === 1 ? found : []
  const missing = found.length > 1 ? 'ambiguous' : 'not_found'
  return { of, mention, unit, outcome: unit ? 'province_level' : missing, candidates: unit ? [] : found }
}

/**
 * First what is clear by itself; then, with the districts known from that, what several units could be. The list's code
 * of a new unit is one of its predecessors': it also tells a district.
 */
function matchCommune(of: ListedUnit, scope: ReadonlySet<string>, old: Gazetteer): Match[] {
  const mentions = readPredecessors(of.predecessors)
  const inScope = (commune: Commune) => scope.has(commune.province.code)
  const anchors = new Set(
    old.communes.filter((one) => inScope(one) && one.row.code === of.code).map(({ district }) => district.code),
  )
  const first = mentions.map((mention) => matchOne({ of, mention, scope, old, near: anchors }))
  const clear: readonly Outcome[] = ['exact', 'tone_style', 'number_style', 'by_district', 'kept']
  return mentions.map((mention, at) => {
    const others = first.filter((_, other) => other !== at)
    const districts = others.flatMap(({ outcome, unit }) =>
      unit?.parentCode && clear.includes(outcome) ? [unit.parentCode] : [],
    )
    return matchOne({ of, mention, scope, old, near: new Set([...anchors, ...districts]) })
  })
}

type Question = {
  of: ListedUnit
  mention: Mention
  scope: ReadonlySet<string>
  old: Gazetteer
  near: ReadonlySet<string>
}

function matchOne(question: Question): Match {
  const { mention, old, near } = question
  if (mention.kind !== null && levelOf(mention.kind) !== 'commune') return matchDistrict(question)
  const meant = meantBy(question)
  const provinces = provincesOf(question)
  const named = old.byName.get(looseKey(meant.name)) ?? []
  const alike = named.filter(({ province: { code } }) => question.scope.has(code) || provinces.has(code))
  const said = districtsOf(mention, provinces, old)
  const found = alike.filter(
    ({ province, district }) => provinces.has(province.code) && (said === null || said.has(district.code)),
  )
  if (found.length > 0) return choose(question, found, alike, said !== null)
  return answer(question, said?.size === 0 ? 'district_not_found' : 'not_found', null, [
    ...alike.map(({ row }) => row),
    ...partlyNamed(old, meant, near),
  ])
}

const meantBy = ({ of, mention }: Question): PlaceName => (mention.unchanged ? readPlaceName(of.name) : mention)

const answer = (
  { of, mention }: Question,
  outcome: Outcome,
  unit: Row | null,
  candidates: readonly Row[] = [],
): Match => ({ of, mention, outcome, unit, candidates: [...candidates] })

/** One of the units of that name, or none when the words leave it open. */
function choose(question: Question, found: readonly Commune[], alike: readonly Commune[], said: boolean): Match {
  const { of, mention, near } = question
  const meant = meantBy(question)
  const rows = found.map(({ row }) => row)
  const isNear = ({ district }: Commune) => said || near.has(district.code)
  const own = mention.unchanged ? rows.find(({ code }) => code === of.code) : undefined
  if (own) return answer(question, 'kept', own)
  const [best, ...others] = nearest(found, meant)
  if (!best || others.length > 0) {
    const close = [best, ...others].filter((one) => one !== undefined && isNear(one))
    const [closest] = close
    const sure = closest && close.length === 1 && !said
    return sure ? answer(question, 'by_neighbours', closest.row) : answer(question, 'ambiguous', null, rows)
  }
  // A better spelling far away is no better than another spelling at hand.
  if (!isNear(best) && found.some(isNear)) return answer(question, 'ambiguous', null, rows)
  const like = likenessOf(best.row.place.name, meant.name)
  const changed = sameKind(best.row.place, meant) ? null : 'kind_changed'
  const loose = like === 'other_spelling' ? like : null
  if ((changed && loose) || ((changed ?? loose) && !isNear(best))) return answer(question, 'not_found', null, rows)
  const inferred = changed ?? loose
  if (inferred) return answer(question, inferred, best.row)
  if (mention.unchanged) return answer(question, 'kept', best.row)
  if (meant.kind === null) return answer(question, 'kind_missing', best.row)
  if (said && nearest(alike, meant).length > 1) return answer(question, 'by_district', best.row)
  return answer(question, like === null || like === 'same' ? 'exact' : like, best.row)
}

/** Those of the kind that is said before the others, and among them those written most alike; only the best class. */
function nearest(communes: readonly Commune[], meant: PlaceName): Commune[] {
  const rank = ({ row }: Commune): number => {
    const like = likenessOf(row.place.name, meant.name)
    const spelling = like === 'other_spelling' ? 2 : 0
    return spelling + (sameKind(row.place, meant) ? 0 : 1) + (like === null ? likenesses.length : 0)
  }
  const ranked = communes.map((commune) => ({ commune, rank: rank(commune) }))
  const best = Math.min(...ranked.map((one) => one.rank))
  return ranked.filter((one) => one.rank === best).map(({ commune }) => commune)
}

function matchDistrict(question: Question): Match {
  const { rows } = findDistricts(question.old, question.mention, provincesOf(question))
  const [unit] = rows
  if (unit && rows.length === 1) return answer(question, 'district_level', unit)
  return answer(question, rows.length > 1 ? 'ambiguous' : 'not_found', null, rows)
}

function provincesOf({ mention, scope, old }: Question): ReadonlySet<string> {
  if (mention.province === null) return scope
  return new Set(findProvinces(old, mention.province).map(({ code }) => code))
}

/** `null` when no district is said; a `thành phố` in brackets may also be the province. */
function districtsOf(mention: Mention, provinces: ReadonlySet<string>, old: Gazetteer): ReadonlySet<string> | null {
  if (mention.district === null) return null
  const found = findDistricts(old, mention.district, provinces).rows
  if (found.length > 0) return new Set(found.map(({ code }) => code))
  const whole = new Set(findProvinces(old, mention.district).map(({ code }) => code))
  return new Set(old.districts.filter(({ parentCode }) => whole.has(parentCode ?? '')).map(({ code }) => code))
}

/**
 * What the name may have been made of: units of the districts around whose name shares a word with it (`Phú Mỹ Hưng`
 * of `Phú Mỹ` and `Phú Hưng`). Only to show; never taken.
 */
function partlyNamed(old: Gazetteer, meant: PlaceName, near: ReadonlySet<string>): Row[] {
  const words = looseKey(meant.name).split(' ')
  const shared = ({ row }: Commune) =>
    looseKey(row.place.name)
      .split(' ')
      .filter((word) => words.includes(word)).length
  return old.communes
    .filter((one) => near.has(one.district.code) && shared(one) > 0)
    .toSorted((a, b) => shared(b) - shared(a))
    .slice(0, 5)
    .map(({ row }) => row)
}
