import { fold } from '#shared/text.ts'

export type AccountRefusal =
  | 'own_account'
  | 'positions_elsewhere'
  | 'already_withdrawn'
  | 'username_taken'
  | 'has_account'
  | 'enrolment_over'
  | 'wrong_password'
  | 'password_too_short'
  | 'password_too_long'
  | 'password_easy_to_guess'
  | 'same_password'
  | 'last_way_in'
  | 'subject_taken'

export type AccountState = 'none' | 'active' | 'one_time' | 'withdrawn'

/** Letters, digits, dot and underscore: typed on any phone, read out over any line. */
export const USERNAME = /^[a-zA-Z0-9._]{3,60}$/u

export function stateOf(account: { withdrawn: boolean; mustChangePassword: boolean } | undefined): AccountState {
  if (!account) return 'none'
  if (account.withdrawn) return 'withdrawn'
  return account.mustChangePassword ? 'one_time' : 'active'
}

/**
 * Why an administrator may not touch somebody's account: nobody manages their own, and whoever holds a position outside
 * the administrator's units is managed from above both, so that an account is never a way into other units.
 */
export function refuseManaging(
  person: { id: string; unitsHeld: readonly string[] },
  administrator: { personId: string | null; units: ReadonlySet<string> },
): AccountRefusal | null {
  if (person.id === administrator.personId) return 'own_account'
  return person.unitsHeld.every((unit) => administrator.units.has(unit)) ? null : 'positions_elsewhere'
}

/** What may be done to an account in this state. */
export function actionsIn(state: AccountState): ('create' | 'hand_over' | 'withdraw')[] {
  if (state === 'none') return ['create']
  return state === 'withdrawn' ? ['hand_over'] : ['hand_over', 'withdraw']
}

/** In which company of the demonstration somebody stands. */
export const places = ['cell', 'commune', 'team', 'province', 'other'] as const
export type Place = (typeof places)[number]

const placeWords: [Place, string][] = [
  ['cell', 'Chi bộ'],
  ['commune', 'Đảng ủy'],
  ['team', 'Tổ thẩm định'],
  ['province', 'Tỉnh ủy'],
]
/** Read off how the unit is called: `Đảng ủy xã Lương Phú` → `commune`. */
export const placeOf = (unitName: string): Place =>
  placeWords.find(([, word]) => unitName.startsWith(word))?.[0] ?? 'other'

const LETTERS = 'abcdefghjkmnpqrstuvwxyz'
const SIGNS = `${LETTERS}23456789`
/**
 * A code to be handed over, out of random bytes: `mkq7-48hv-zd5w`, about 59 bits, read out over any line and written by
 * hand without letters and digits that are mistaken for one another. It lives three days, opens once, and takes few tries.
 */
export function handedCode(bytes: Uint8Array): string {
  const signs = Array.from({ length: 12 }, (_, at) => SIGNS[(bytes[at] ?? 0) % SIGNS.length]).join('')
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].join('-')
}
export const HANDED_CODE = /^[a-z2-9]{4}[\s-]?[a-z2-9]{4}[\s-]?[a-z2-9]{4}$/iu

/** A user name for somebody, off their name: `Nguyễn Văn Thử` → `thu.nguyenvan`. */
export function suggestedUsername(name: string): string {
  const words = fold(name)
    .split(' ')
    .map((word) => word.replace(/[^a-z0-9]/gu, ''))
    .filter((word) => word !== '')
  return [words.at(-1) ?? '', words.slice(0, -1).join('')]
    .filter((part) => part !== '')
    .join('.')
    .slice(0, 60)
}

/** Where an address is, as far as it says itself: this machine, the office's own network, or outside. */
export function placeOfAddress(address: string | null): 'unknown' | 'machine' | 'office' | 'outside' {
  const text = (address ?? '').replace(/^::ffff:/u, '')
  if (text === '') return 'unknown'
  if (text === '::1' || text.startsWith('127.')) return 'machine'
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:|fe80:)/iu.test(text) ? 'office' : 'outside'
}
