/** What a new document may still quote from history but no longer address. */

/** The district tier ended on this day (Nghị quyết 202/2025/QH15). */
const DISTRICTS_ABOLISHED_ON = '2025-07-01'

const gap = String.raw`\s+`
const uy = '(?:ủy|uỷ)'
const districtKinds = '(?:huyện|quận|thị xã)'.replace(' ', gap)
const organs = [
  'UBND',
  'HĐND',
  `${uy} ban nhân dân`,
  'hội đồng nhân dân',
  'đảng bộ',
  `${uy} ban kiểm tra`,
  'ban chấp hành đảng bộ',
].map((organ) => organ.replaceAll(' ', gap))
const naming = new RegExp(
  String.raw`(?<!\p{L})(?:(?:huyện|quận|thị)${gap}${uy}|(?:${organs.join('|')})${gap}${districtKinds})(?!\p{L})`,
  'giu',
)

/**
 * The abolished district bodies a text names, each once, as written; nothing for a document dated before 1-7-2025. Both
 * places of the tone mark (`ủy`, `uỷ`) and decomposed text are found. A warning, not a refusal: history may be quoted.
 */
export function abolishedBodiesNamed(texts: readonly string[], day: string): string[] {
  if (day < DISTRICTS_ABOLISHED_ON) return []
  const found = texts.flatMap((text) => text.normalize('NFC').match(naming) ?? [])
  return [...new Set(found.map((name) => name.replace(/\s+/gu, ' ')))]
}
