import { tidy } from '#shared/text.ts'
import { type PlaceName, readPlaceName } from './placeName.ts'

/** How much of an earlier unit went into the new one. */
export type Part = 'whole' | 'part' | 'rest'

/** One earlier unit as the official words of a new unit name it. */
export type Mention = PlaceName & {
  /** The words as they stand. */
  text: string
  /** What the brackets say of where it lay. */
  district: PlaceName | null
  province: PlaceName | null
  part: Part
  /** `rest`: into which new units the other part went. */
  othersInto: PlaceName[]
  /** `giữ nguyên`: the new unit is the old one, unchanged. */
  unchanged: boolean
  /** Words in brackets that say something else: islands named for clarity, or what cannot be read. */
  notes: string[]
}

const kindWord = '(?:xã|phường|thị trấn|thị xã|huyện|quận|thành phố|tỉnh|đặc khu)'
const amount = '(?:một phần|phần còn lại|toàn bộ)(?:\\s+(?:diện tích|của|dân số|tự nhiên|và|quy mô))*\\s+'
const joint = new RegExp(`\\s+và\\s+(?=(?:${amount})?${kindWord}\\s)`, 'giu')

/**
 * The earlier units in the words of a resolution on arrangement of units, as `Xã A, Xã B (huyện C), Thị trấn D (phần
 * còn lại sau khi sáp nhập vào xã E)`; wording of the resolutions 1654–1687/NQ-UBTVQH15 of 16 June 2025. Nothing is
 * dropped: what cannot be read stays a mention that nothing will match.
 */
export function readPredecessors(words: string): Mention[] {
  return splitOutside(words)
    .flatMap(splitJoint)
    .map(tidy)
    .filter((piece) => piece !== '')
    .map(readMention)
}

/** What stands for the words of a unit that names none. */
export const nothingSaid: Mention = {
  kind: null,
  name: '',
  text: '',
  district: null,
  province: null,
  part: 'whole',
  othersInto: [],
  unchanged: false,
  notes: [],
}

/** At commas and semicolons that stand outside brackets. */
function splitOutside(words: string): string[] {
  const pieces: string[] = []
  let depth = 0
  let piece = ''
  for (const letter of words) {
    if (letter === '(') depth += 1
    if (letter === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && (letter === ',' || letter === ';')) {
      pieces.push(piece)
      piece = ''
    } else piece += letter
  }
  return [...pieces, piece]
}

/** At `và` between two units, not at one within brackets. */
function splitJoint(piece: string): string[] {
  const bare = piece.replaceAll(/\([^)]*\)?/gu, (inside) => '·'.repeat(inside.length))
  const cuts = [...bare.matchAll(joint)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }))
  const starts = [0, ...cuts.map(({ to }) => to)]
  return starts.map((start, at) => piece.slice(start, cuts[at]?.from))
}

function readMention(text: string): Mention {
  const brackets = [...text.matchAll(/\(([^)]*)\)?/gu)].map(([, inside = '']) => tidy(inside))
  const { part, rest } = readPart(tidy(text.replaceAll(/\([^)]*\)?/gu, ' ')).replace(/[.]$/u, ''))
  const mention: Mention = {
    ...readPlaceName(rest),
    text,
    district: null,
    province: null,
    part,
    othersInto: [],
    unchanged: /^giữ nguyên/iu.test(rest),
    notes: [],
  }
  return brackets.reduce(withBracket, mention)
}

/** `một phần xã A`, `phần còn lại của xã B`, `toàn bộ xã C`: the part said before the name. */
function readPart(words: string): { part: Part; rest: string } {
  const found = new RegExp(`^${amount}`, 'iu').exec(words)
  const said = /^(?:một phần|phần còn lại)/iu.exec(found?.[0] ?? '')?.[0].toLowerCase()
  const part = said === 'một phần' ? 'part' : said === 'phần còn lại' ? 'rest' : 'whole'
  return { part, rest: words.slice(found?.[0].length ?? 0) }
}

function withBracket(mention: Mention, inside: string): Mention {
  if (/^một phần/iu.test(inside)) return { ...mention, part: 'part' }
  const rest = /^phần còn lại(?:\s+sau khi\s+(?:sáp nhập|nhập|điều chỉnh)\s+(?:vào|về)\s+(.*))?/iu.exec(inside)
  if (rest) return { ...mention, part: 'rest', othersInto: readTargets(rest[1] ?? '') }
  const places = inside.split(/,|;/u).map(readPlaceName)
  if (places.every(({ kind }) => kind !== null)) return places.reduce(withPlace, mention)
  return { ...mention, notes: [...mention.notes, inside] }
}

const withPlace = (mention: Mention, place: PlaceName): Mention =>
  place.kind === 'tỉnh' || mention.district !== null ? { ...mention, province: place } : { ...mention, district: place }

/** `xã An Phú và Nhơn Hội` → both; the word for the kind may be said once for all. */
function readTargets(words: string): PlaceName[] {
  let kind: string | null = null
  return words
    .split(/,|;|\s+và\s+/u)
    .map(tidy)
    .filter((piece) => piece !== '')
    .map((piece) => {
      const place = readPlaceName(piece)
      kind = place.kind ?? kind
      return { kind, name: place.name }
    })
}
