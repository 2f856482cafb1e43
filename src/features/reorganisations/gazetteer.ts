import { levelOf, likenessOf, looseKey, type PlaceName, readPlaceName } from './placeName.ts'

/** A row of a list of administrative units. */
export type ListedUnit = {
  code: string
  level: string
  name: string
  kind: string
  parentCode: string | null
  /** In lists after an arrangement: the official words for what the unit was made of. */
  predecessors: string
}

export type Row = ListedUnit & { place: PlaceName }
/** Since districts ended a commune stands right under its province, which is then what stands for the district too. */
export type Commune = { row: Row; district: Row; province: Row }

/** The list before an arrangement, ready to be looked up by name. */
export type Gazetteer = {
  provinces: readonly Row[]
  districts: readonly Row[]
  communes: readonly Commune[]
  /** Under the loosest spelling of the name. */
  byName: ReadonlyMap<string, readonly Commune[]>
}

export type MisplacedRow = { unit: ListedUnit; why: 'no_parent' | 'unknown_level' | 'no_name' | 'code_twice' }

/** Put a list in order; the rows that have no place in it are told, each with its reason. */
export function openGazetteer(units: readonly ListedUnit[]): { gazetteer: Gazetteer; misplaced: MisplacedRow[] } {
  const misplaced: MisplacedRow[] = []
  const seen = new Set<string>()
  const sound = units.filter((unit) => {
    const why = wrongWith(unit, seen)
    if (why) misplaced.push({ unit, why })
    return why === null
  })
  const rows = sound.map((unit): Row => ({ ...unit, place: readPlaceName(unit.name) }))
  const origins = new Map(rows.map((row, at) => [row, sound[at] ?? row]))
  const provinces = rows.filter(({ level }) => level === 'province')
  const districts = rows.filter(({ level }) => level === 'district')
  const provinceOf = new Map(provinces.map((row) => [row.code, row]))
  const districtOf = new Map(districts.map((row) => [row.code, row]))
  const communes = rows.flatMap((row): Commune[] => {
    if (row.level !== 'commune') return []
    const whole = provinceOf.get(row.parentCode ?? '')
    const district = districtOf.get(row.parentCode ?? '') ?? whole
    const province = whole ?? provinceOf.get(district?.parentCode ?? '')
    if (district && province) return [{ row, district, province }]
    misplaced.push({ unit: origins.get(row) ?? row, why: 'no_parent' })
    return []
  })
  const byName = Map.groupBy(communes, ({ row }) => looseKey(row.place.name))
  return { gazetteer: { provinces, districts, communes, byName }, misplaced }
}

function wrongWith(unit: ListedUnit, seen: Set<string>): MisplacedRow['why'] | null {
  if (!['province', 'district', 'commune'].includes(unit.level)) return 'unknown_level'
  if (unit.name === '' || unit.code === '') return 'no_name'
  const key = `${unit.level}:${unit.code}`
  if (seen.has(key)) return 'code_twice'
  seen.add(key)
  return null
}

export const sameKind = (one: PlaceName, other: PlaceName): boolean =>
  one.kind === null || other.kind === null || one.kind === other.kind

/** The provinces that are meant by a name; the word for the kind is not asked for (a province may have become a city). */
export function findProvinces({ provinces }: Gazetteer, wanted: PlaceName): Row[] {
  if (wanted.kind !== null && !['province', 'city'].includes(levelOf(wanted.kind) ?? '')) return []
  return provinces.filter(({ place }) => likenessOf(place.name, wanted.name) !== null)
}

/** The districts that are meant, within provinces: of the kind that is said, else of any kind (a huyện may have become a thị xã). */
export function findDistricts(
  { districts }: Gazetteer,
  wanted: PlaceName,
  provinceCodes: ReadonlySet<string>,
): { rows: Row[]; kindChanged: boolean } {
  const named = districts.filter(
    ({ place, parentCode }) => provinceCodes.has(parentCode ?? '') && likenessOf(place.name, wanted.name) !== null,
  )
  const ofKind = named.filter(({ place }) => sameKind(place, wanted))
  return ofKind.length > 0 ? { rows: ofKind, kindChanged: false } : { rows: named, kindChanged: named.length > 0 }
}
