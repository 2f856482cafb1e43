import { fold } from './text.ts'

/**
 * Rules for passwords after NIST SP 800-63B-4 (August 2025), 3.1.1.2: at least 15 characters, as a password is often the
 * only factor here; no rules on what it is made of; never changed on a date; refused when it is commonly used, expected
 * or compromised. Counted and kept in one Unicode form, so that keyboards that write `ế` differently agree.
 */
export const SHORTEST_PASSWORD = 15
export const LONGEST_PASSWORD = 200

export type PasswordRefusal = 'too_short' | 'too_long' | 'easy_to_guess'

/** One form for every keyboard. Nothing else of a password is touched: capitals, marks and spaces count. */
export const canonicalPassword = (password: string): string => password.normalize('NFC')

/** Signs as people count them: `ế` is one, however it was typed. */
export const lengthOfPassword = (password: string): number => Array.from(canonicalPassword(password)).length

/** A code read out or copied by hand: capitals, spaces and dashes do not count. */
export const canonicalCode = (code: string): string => code.toLowerCase().replace(/[^a-z0-9]/gu, '')

/** As guessers write it: no marks, no capitals, no spaces. */
export const plain = (text: string): string => fold(text).replace(/[^a-z0-9]/gu, '')

/** Words anybody tries first at a system like this one. */
const expected = [
  'vungmanh',
  'matkhau',
  'password',
  'chibo',
  'bithu',
  'danguy',
  'dangvien',
  'tinhuy',
  'huyenuy',
  'xaphuong',
  'congsan',
  'vietnam',
  'dangcongsan',
  'trongsach',
  'anhyeuem',
  'quantri',
  'admin',
]

const rows = [
  '01234567890123456789',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv',
]
const lines = [...rows, ...rows.map((row) => Array.from(row).toReversed().join(''))]

/** How far from here the text goes on as nobody chose it: digits, one sign again and again, along the keyboard. */
function thoughtless(text: string): number {
  const digits = /^\d+/u.exec(text)?.[0].length ?? 0
  const same = /^(.)\1{2,}/u.exec(text)?.[0].length ?? 0
  let along = 0
  for (let length = 4; length <= text.length && lines.some((line) => line.includes(text.slice(0, length))); length++)
    along = length
  return Math.max(digits, same, along)
}

const once = (text: string): string => /^(.+?)\1+$/u.exec(text)?.[1] ?? text

/** Of how few known words a text is made, what nobody chose counting as nothing; infinite when it is made of others. */
function fewestWords(text: string, isWord: (word: string) => boolean): number {
  const fewest = Array.from({ length: text.length + 1 }, () => Number.POSITIVE_INFINITY)
  fewest[0] = 0
  for (let at = 0; at < text.length; at++) {
    const here = fewest[at] ?? Number.POSITIVE_INFINITY
    if (here === Number.POSITIVE_INFINITY) continue
    const reach = thoughtless(text.slice(at))
    for (let length = 1; length <= reach; length++) fewest[at + length] = Math.min(fewest[at + length] ?? here, here)
    for (let length = 4; at + length <= text.length; length++)
      if (isWord(text.slice(at, at + length))) fewest[at + length] = Math.min(fewest[at + length] ?? here, here + 1)
  }
  return fewest[text.length] ?? Number.POSITIVE_INFINITY
}

/**
 * Why a password is not taken, or null. `about`: what is known of its owner and the place (user name, name, province).
 * `isCommon`: whether a word without marks is among commonly used passwords. Two such words, however many digits, dashes
 * and repetitions go with them, are one guess.
 */
export function refusePassword(
  password: string,
  about: readonly string[],
  isCommon: (word: string) => boolean,
): PasswordRefusal | null {
  const text = canonicalPassword(password)
  const length = lengthOfPassword(text)
  if (length < SHORTEST_PASSWORD) return 'too_short'
  if (length > LONGEST_PASSWORD) return 'too_long'
  const own = new Set(
    [...expected, ...about.flatMap((word) => [word, ...word.split(/[\s._-]+/u)]).map(plain)].filter(
      (word) => word.length >= 4,
    ),
  )
  const isWord = (word: string) => own.has(word) || isCommon(word)
  const words = plain(text)
  return Math.min(fewestWords(words, isWord), fewestWords(once(words), isWord)) <= 2 ? 'easy_to_guess' : null
}
