import fc from 'fast-check'
import { readCsv } from '#features/reorganisations/csv.ts'
import { looseKey } from '#features/reorganisations/placeName.ts'
import { type ReadLists, readLists } from '#features/reorganisations/reading.ts'
import { mapColumns, readUnits } from '#features/reorganisations/unitRows.ts'

/** A reform that is known in full, written into files as people write them, and read back. */

type Old = { code: string; kind: string; name: string; district: number }
type Piece = { old: Old; part: 'whole' | 'part' | 'rest' }
type New = { code: string; kind: string; name: string; pieces: Piece[] }
type Reform = { old: Old[]; districts: number; made: New[] }

/** Names that are hard to tell apart, each as the list before has it. */
const names = [
  ...['Tân Hòa', 'Tân Hoá', 'Mỹ Thạnh', 'Mỹ Thành', 'Đông Thạnh', 'Đông Thành', 'An Bình', 'Long Mỹ', 'Lục Sĩ Thành'],
  ...['Quới Sơn', 'Thủy Đông', 'Hòa Tú II', 'Khánh An', 'Phú Mỹ', 'Châu Thành'],
]
const districtNames = ['Huyện Châu Thành', 'Huyện Mỏ Cày Nam', 'Thị xã Bình Minh']
const kinds = ['Xã', 'Thị trấn']

const place = fc.oneof(
  fc.record({ kind: fc.constantFrom(...kinds), name: fc.constantFrom(...names) }),
  fc.record({ kind: fc.constant('Phường'), name: fc.constantFrom('1', '2', '3') }),
)

/** Names differ within a district; every old commune goes whole into one new one, but for those that are split in two. */
export const reforms: fc.Arbitrary<Reform> = fc
  .record({
    districts: fc.array(fc.uniqueArray(place, { minLength: 1, maxLength: 6, selector: ({ name }) => name }), {
      minLength: 1,
      maxLength: 3,
    }),
    shares: fc.array(fc.nat(), { minLength: 20, maxLength: 20 }),
    splits: fc.array(fc.nat({ max: 30 }), { maxLength: 2 }),
  })
  .map(({ districts, shares, splits }) => {
    const old = districts.flatMap((all, district) =>
      all.map((one, at): Old => ({ ...one, district, code: `2${district}${String(at).padStart(3, '0')}` })),
    )
    const count = Math.max(1, Math.ceil(old.length / 3))
    const groups = Array.from({ length: count }, (_, at) =>
      old.flatMap((one, place): Piece[] => ((shares[place] ?? 0) % count === at ? [{ old: one, part: 'whole' }] : [])),
    ).filter((pieces) => pieces.length > 0)
    for (const drawn of new Set(splits)) splitOne(groups, drawn)
    const made = groups.map(
      (pieces, at): New => ({ code: `3${String(at).padStart(4, '0')}`, kind: 'Xã', name: `Mới ${at}`, pieces }),
    )
    return { old, districts: districts.length, made }
  })

/** A part of one of the first group goes to the second. */
function splitOne([from, to]: Piece[][], drawn: number): void {
  const piece = from?.[drawn % from.length]
  if (!piece || !to || piece.part !== 'whole') return
  piece.part = 'rest'
  to.push({ old: piece.old, part: 'part' })
}

/** How somebody writes: drawn anew for each word. */
type Hand = (choices: number) => number
export const hands: fc.Arbitrary<number[]> = fc.array(fc.nat({ max: 59 }), { minLength: 40, maxLength: 80 })
export function handOf(drawn: readonly number[]): Hand {
  let at = 0
  return (choices) => (drawn[at++ % drawn.length] ?? 0) % choices
}

const otherTone: Record<string, string> = { òa: 'oà', óa: 'oá', oá: 'óa', ủy: 'uỷ' }
/** The same name, otherwise written. */
function written(name: string, hand: Hand): string {
  const toned = hand(2) === 0 ? name : name.replace(/òa|óa|oá|ủy/u, (found) => otherTone[found] ?? found)
  const numbered = hand(2) === 0 ? toned : toned.replace(/ II$/u, ' 2').replace(/^(\d)$/u, '0$1')
  const spaced = hand(3) === 0 ? numbered.replaceAll(' ', '  ') : numbered
  return hand(3) === 0 ? spaced.normalize('NFD') : spaced
}

const cased = (kind: string, hand: Hand): string => [kind, kind.toLowerCase(), kind.toUpperCase()][hand(3)] ?? kind

/** Where a name alone does not tell, the resolutions say the district; else they may leave it out. */
function mentioned({ old: { kind, name, district }, part }: Piece, of: New, reform: Reform, hand: Hand): string {
  const isShared = reform.old.some((one) => one.district !== district && looseKey(one.name) === looseKey(name))
  const bracket = isShared || hand(3) === 0 ? ` (${cased(districtNames[district] ?? '', hand)})` : ''
  const place = `${cased(kind, hand)} ${written(name, hand)}`
  const others = reform.made.filter((one) => one !== of && one.pieces.some((piece) => piece.old.name === name))
  const into = others.map((one) => `xã ${one.name}`).join(', ')
  if (part === 'part') return hand(2) === 0 ? `một phần ${place}${bracket}` : `${place}${bracket} (một phần)`
  if (part === 'rest')
    return hand(2) === 0
      ? `phần còn lại của ${place}${bracket}`
      : `${place}${bracket} (phần còn lại${into ? ` sau khi sáp nhập vào ${into}` : ''})`
  return hand(6) === 0 ? `toàn bộ ${place}${bracket}` : `${place}${bracket}`
}

function joined(words: readonly string[], hand: Hand): string {
  const last = words.at(-1) ?? ''
  const by = [', ', '; ', ' , ', ',  '][hand(4)] ?? ', '
  const text = words.length > 1 && hand(2) === 0 ? `${words.slice(0, -1).join(by)} và ${last}` : words.join(by)
  return hand(4) === 0 ? `${text}.` : text
}

const headings = [
  ['code', 'level', 'name', 'kind', 'parent_code', 'predecessors'],
  ['Mã đơn vị', 'Cấp', 'Tên đơn vị', 'Loại', 'Mã cấp trên', 'Đơn vị hành chính trước sắp xếp'],
  ['MA SO', 'CAP', 'TEN', 'LOAI', 'TRUC THUOC', 'SAP NHAP TU'],
]
const levels: Record<string, string[]> = {
  province: ['province', 'Tỉnh', 'Cấp tỉnh', '1'],
  district: ['district', 'Huyện', 'cấp huyện', '2'],
  commune: ['commune', 'Xã', 'CẤP XÃ', '3'],
}

type Line = { code: string; level: string; kind: string; name: string; parent: string; words: string }

/** Rows under some order and some names of the columns, as a table of cells. */
export function tableOf(lines: readonly Line[], hand: Hand): string[][] {
  const names = headings[hand(headings.length)] ?? []
  const order = names.map((_, at) => ({ at, key: hand(60) })).toSorted((a, b) => a.key - b.key)
  const style = hand(4)
  const rows = lines.map(({ code, level, kind, name, parent, words }) => [
    code,
    levels[level]?.[style] ?? level,
    hand(2) === 0 ? name : `${kind} ${name}`,
    kind,
    parent,
    words,
  ])
  const cells = [names, ...rows].map((row) => order.map(({ at }) => row[at] ?? ''))
  const twice = hand(3) === 0 ? cells.slice(-1) : []
  return [...cells, ...(hand(2) === 0 ? [cells[0]?.map(() => '') ?? []] : []), ...twice]
}

/** The cells as a file of one of the kinds that spreadsheets write. */
function fileOf(cells: readonly string[][], hand: Hand): string {
  const by = [',', ';', '\t'][hand(3)] ?? ','
  const quoted = (cell: string) => (hand(2) === 0 || /[",;\t]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
  const text = cells.map((row) => row.map(quoted).join(by)).join(hand(2) === 0 ? '\r\n' : '\n')
  return hand(2) === 0 ? `\uFEFF${text}` : text
}

const before = ({ old, districts }: Reform): Line[] => [
  { code: '86', level: 'province', kind: 'Tỉnh', name: 'Vĩnh Long', parent: '', words: '' },
  ...districtNames.slice(0, districts).map((name, at) => ({
    code: `85${at}`,
    level: 'district',
    kind: name
      .split(' ')
      .slice(0, name.startsWith('Thị') ? 2 : 1)
      .join(' '),
    name: name
      .split(' ')
      .slice(name.startsWith('Thị') ? 2 : 1)
      .join(' '),
    parent: '86',
    words: '',
  })),
  ...old.map(({ code, kind, name, district }) => ({
    code,
    level: 'commune',
    kind,
    name,
    parent: `85${district}`,
    words: '',
  })),
]
const after = (reform: Reform, hand: Hand): Line[] => [
  {
    code: '86',
    level: 'province',
    kind: 'Tỉnh',
    name: 'Vĩnh Long',
    parent: '',
    words: ['giữ nguyên', 'tỉnh Vĩnh Long', 'Giữ nguyên.'][hand(3)] ?? '',
  },
  ...reform.made.map((one) => ({
    code: one.code,
    level: 'commune',
    kind: one.kind,
    name: one.name,
    parent: '86',
    words: joined(
      one.pieces.map((piece) => mentioned(piece, one, reform, hand)),
      hand,
    ),
  })),
]

export const linesOf = (reform: Reform, hand: Hand) => ({ before: before(reform), after: after(reform, hand) })

function unitsIn(text: string) {
  const [names = [], ...rows] = readCsv(text)
  const table = {
    names,
    rows: rows.map((cells, at) => ({ line: at + 2, cells })).filter(({ cells }) => cells.some((cell) => cell !== '')),
  }
  const read = readUnits(table, mapColumns(names))
  if ('missing' in read) throw new Error(`missing ${read.missing.join(', ')}`)
  return read.units
}

/** Written by one hand, read back. */
function readBack(reform: Reform, hand: Hand): ReadLists {
  const lines = linesOf(reform, hand)
  return readLists({
    units: unitsIn(fileOf(tableOf(lines.after, hand), hand)),
    before: unitsIn(fileOf(tableOf(lines.before, hand), hand)),
    effective: '2025-07-01',
    decision: null,
  })
}

/** What is wrong with a reading: a name taken for another unit, or one that is neither taken for anything nor told. */
function faultsOf({ made }: Reform, { matches, content }: ReadLists): string[] {
  return made.flatMap(({ code, pieces }) => {
    const found = matches.filter(({ of }) => of.code === code)
    if (found.length !== pieces.length) return [`${code}: ${pieces.length} names, ${found.length} read`]
    return found.flatMap(({ unit, mention, outcome }, at) => {
      const meant = pieces[at]
      if (unit === null)
        return content.unresolved.some((one) => one.of.code === code && one.text === mention.text)
          ? []
          : [`${code}: ${mention.text} is not told`]
      if (unit.code !== meant?.old.code) return [`${code}: ${mention.text} taken for ${unit.name} (${outcome})`]
      return mention.part === meant.part ? [] : [`${code}: ${mention.text}: ${mention.part}`]
    })
  })
}

/** As many reforms, each by another hand; `seed` for the same ones every time. Answers the share of names that were known. */
export function checkUntidyLists(numRuns: number, seed?: number): number {
  let [named, known] = [0, 0]
  fc.assert(
    fc.property(reforms, hands, (reform, drawn) => {
      const back = readBack(reform, handOf(drawn))
      named += back.mentions
      known += back.resolved
      const faults = faultsOf(reform, back)
      if (faults.length > 0) throw new Error(faults.join('; '))
    }),
    { numRuns, ...(seed === undefined ? {} : { seed }) },
  )
  return known / named
}
