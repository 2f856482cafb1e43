export type Lang = 'vi' | 'en'

const KEY = 'vung-manh.lang'
const isLang = (value: unknown): value is Lang => value === 'vi' || value === 'en'

/** The language chosen on this device; Vietnamese until somebody chooses. */
export function currentLang(): Lang {
  const stored = localStorage.getItem(KEY)
  return isLang(stored) ? stored : 'vi'
}

export function rememberLang(lang: Lang): void {
  localStorage.setItem(KEY, lang)
}
