/** What goes after its time or on request, what stays, and why. */

/** Kinds of rows that only ever helped the system work: they go after their time. */
export const expiringKinds = ['answered_request', 'upload', 'session', 'verification', 'outbox_event'] as const
export type ExpiringKind = (typeof expiringKinds)[number]

/**
 * Days each is kept after it ended, unless set otherwise. They serve repeated requests, broken uploads and sign-in only; no
 * document names a duration. Events other systems may still fetch are kept until somebody sets one.
 */
export const defaultDays: Record<ExpiringKind, number | null> = {
  answered_request: 30,
  upload: 30,
  session: 1,
  verification: 1,
  outbox_event: null,
}

/** Records that are never changed once made: their hashes are in the journal's chain. */
export const lockedTables = [
  'journal',
  'dossier_step',
  'verdict',
  'dissent',
  'cell_vote',
  'dossier_check',
  'title_event',
  'certificate',
  'correction',
  'official_document',
  'rule_set',
] as const

export const fates = ['goes', 'anonymous', 'locked', 'by_id'] as const
/**
 * `goes`: deleted. `anonymous`: the name is taken out of it. `locked`: it cannot change without showing; it knows the person
 * by number only. `by_id`: it stays with its unit and knows the person by number only.
 */
export type Fate = (typeof fates)[number]

const going: readonly string[] = ['auth.session', 'auth.account', 'answered_request', 'upload']
const anonymised: readonly string[] = ['person', 'auth.user']
const isLocked = (table: string) => lockedTables.some((known) => known === table)

/** What becomes of a person's rows in a table. Names are in two tables only; everything else knows a number. */
export function fateOf(table: string): Fate {
  if (going.includes(table)) return 'goes'
  if (anonymised.includes(table)) return 'anonymous'
  return isLocked(table) ? 'locked' : 'by_id'
}

export const erasureActions = ['approve', 'withdraw'] as const
export type ErasureAction = (typeof erasureActions)[number]
export type ErasureRefusal =
  | 'same_person'
  | 'already_settled'
  | 'in_office'
  | 'on_hold'
  | 'changed_since'
  | 'nothing_to_erase'

/** Two persons: whoever proposes does not approve. */
export function refuseErasureAction(
  erasure: { state: string; proposedBy: string },
  action: ErasureAction,
  personId: string,
): ErasureRefusal | null {
  if (erasure.state !== 'proposed') return 'already_settled'
  return action === 'approve' && erasure.proposedBy === personId ? 'same_person' : null
}

/** Why a person is not made anonymous now. */
export function refusePerson({ inOffice, onHold }: { inOffice: boolean; onHold: boolean }): ErasureRefusal | null {
  if (onHold) return 'on_hold'
  return inOffice ? 'in_office' : null
}
