import { fold, tidy } from '#shared/text.ts'

/** The words for kinds of places in the lists of the General Statistics Office and in the resolutions of 2025. */
const kindWords = {
  tỉnh: 'province',
  huyện: 'district',
  quận: 'district',
  'thị xã': 'district',
  'thành phố': 'city',
  'thị trấn': 'commune',
  xã: 'commune',
  phường: 'commune',
  'đặc khu': 'commune',
} as const
/** `city` may be a province or a district: the word alone does not say. */
export type PlaceLevel = (typeof kindWords)[keyof typeof kindWords]

/** A place as it is called: the word for its kind, when said, and its name. */
export type PlaceName = { kind: string | null; name: string }

const kinds = Object.keys(kindWords).toSorted((a, b) => b.length - a.length)

/** `Xã Mỹ Thạnh` → kind `xã`, name `Mỹ Thạnh`; without a word for the kind, `kind` is null. */
export function readPlaceName(text: string): PlaceName {
  const words = tidy(text)
  const lower = words.toLowerCase()
  const kind = kinds.find((word) => lower.startsWith(`${word} `))
  return kind === undefined ? { kind: null, name: words } : { kind, name: words.slice(kind.length + 1) }
}

export function levelOf(kind: string): PlaceLevel | undefined {
  return Object.entries(kindWords).find(([word]) => word === kind)?.[1]
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/gu

/**
 * A name without regard to where the tone mark is put: `Hoà` = `Hòa`, but not `Hoa`, `Hóa`. The tone is written behind
 * its syllable.
 */
function toneLast(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .split(' ')
    .map((syllable) => syllable.replace(tones, '') + (syllable.match(tones)?.join('') ?? ''))
    .join(' ')
    .normalize('NFC')
}

const roman: Record<string, number> = { i: 1, v: 5, x: 10 }

/** `IV` → `4`, `04` → `4`, `Hòa Tú II` → `hòa tú 2`: the last word, when it is a number. */
function plainNumber(name: string): string {
  const words = name.toLowerCase().split(' ')
  const last = words.pop() ?? ''
  return [...words, numberOf(last) ?? last].join(' ')
}

function numberOf(word: string): string | null {
  if (/^\d+$/u.test(word)) return String(Number(word))
  if (!/^[ivx]+$/u.test(word)) return null
  const digits = word.split('').map((letter) => roman[letter] ?? 0)
  return String(digits.reduce((sum, digit, at) => sum + (digit < (digits[at + 1] ?? 0) ? -digit : digit), 0))
}

/** How alike two names are: letter by letter, but for where the tone mark stands, but for how a number is written. */
export const likenesses = ['same', 'tone_style', 'number_style', 'other_spelling'] as const
export type Likeness = (typeof likenesses)[number]

/** What two spellings of one name have in common; `other_spelling` also takes `i` for `y`, hyphens and apostrophes for spaces. */
const loose = (name: string): string =>
  fold(name)
    .replaceAll(/[-–'’]/gu, ' ')
    .replaceAll('y', 'i')
    .replaceAll(/\s+/gu, ' ')

/** The name in the form under which all alike names meet. */
export const looseKey = (name: string): string => plainNumber(loose(name))

export function likenessOf(one: string, other: string): Likeness | null {
  if (tidy(one).toLowerCase() === tidy(other).toLowerCase()) return 'same'
  const [a, b] = [toneLast(tidy(one)), toneLast(tidy(other))]
  if (a === b) return 'tone_style'
  if (plainNumber(a) === plainNumber(b)) return 'number_style'
  return looseKey(one) === looseKey(other) ? 'other_spelling' : null
}
