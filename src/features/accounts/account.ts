export type AccountRefusal =
  | 'own_account'
  | 'positions_elsewhere'
  | 'already_withdrawn'
  | 'username_taken'
  | 'has_account'

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
const DIGITS = '23456789'
/**
 * A password to be handed over, out of random bytes: `mkqr-4827-hvzd-5936-wtyp`, about 78 bits, without letters and digits
 * that are mistaken for one another when written by hand.
 */
export function oneTimePassword(bytes: Uint8Array): string {
  const group = (at: number, signs: string) =>
    [0, 1, 2, 3].map((step) => signs[(bytes[at + step] ?? 0) % signs.length]).join('')
  return [group(0, LETTERS), group(4, DIGITS), group(8, LETTERS), group(12, DIGITS), group(16, LETTERS)].join('-')
}
