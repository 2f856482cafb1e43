/** Vietnamese text: composed at the door, folded for searching. */

/** NFC, trimmed, inner white space single. Everything that enters passes through here. */
export function tidy(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim()
}

/**
 * The form in which names are compared and searched: no marks, no case, `đ` as `d`. Folding removes the tone with its
 * place, so `Tân Hoà` and `Tân Hòa` fold alike.
 */
export function fold(text: string): string {
  return tidy(text).toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd')
}

/** With a capital, as a line of its own begins. */
export const sentence = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1)

const collator = new Intl.Collator('vi')
/** The order of Vietnamese dictionaries. */
export const compareVi = (a: string, b: string): number => collator.compare(a, b)
