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
