/** What goes after its time or on request, what stays, and why. */
import { refuseAlone } from '#shared/twoPersons.ts'

/** Kinds whose rows go, or lose the name in them, once their time is over. */
export const expiringKinds = [
  'answered_request',
  'upload',
  'session',
  'verification',
  'known_device',
  'calendar_feed',
  'outbox_event',
  'data_request',
  'data_breach',
  'data_hold',
  'cell_member',
] as const
export type ExpiringKind = (typeof expiringKinds)[number]

/**
 * Kinds that stay, because their hashes are in the journal's chain or because figures of their day rest on them. Past their
 * time the names of people in them can be taken away, person by person.
 */
export const standingKinds = [
  'dossier',
  'title',
  'official_document',
  'evidence',
  'target',
  'position',
  'delegation',
  'appraisal_team_member',
  'assignment',
  'meeting',
  'schedule_proposal',
  'reorganisation_plan',
  'unit_import',
  'rule_set',
  'erasure',
  'journal',
] as const
export type StandingKind = (typeof standingKinds)[number]

const defaults: Partial<Record<ExpiringKind, number>> = {
  answered_request: 30,
  upload: 30,
  session: 1,
  verification: 1,
}

/**
 * Days each is kept after it ended, unless set otherwise. They serve repeated requests, broken uploads and sign-in only; no
 * document names a duration. Everything else is kept until somebody sets one.
 */
export const defaultDays = (kind: ExpiringKind | StandingKind): number | null =>
  Object.entries(defaults).find(([known]) => known === kind)?.[1] ?? null

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

const going: readonly string[] = [
  'auth.session',
  'auth.account',
  'auth.twoFactor',
  'auth.passkey',
  'auth.enrolment',
  'auth.known_device',
  'auth.used_code',
  'answered_request',
  'upload',
  'calendar_feed',
]
/** The only places where a name is kept as such. */
const named: Readonly<Record<string, readonly string[]>> = {
  person: ['name', 'name_folded'],
  cell_member: ['name'],
  'auth.user': ['name', 'username', 'displayUsername', 'email', 'image'],
}
const isLocked = (table: string) => lockedTables.some((known) => known === table)

/** What becomes of a person's rows in a table. Names are in a few tables only; everything else knows a number. */
export function fateOf(table: string): Fate {
  if (going.includes(table)) return 'goes'
  if (table in named) return 'anonymous'
  return isLocked(table) ? 'locked' : 'by_id'
}

/** The columns it is about: those a name is taken out of; elsewhere those that point at the person. */
export const fieldsOf = (table: string, pointing: readonly string[]): readonly string[] => named[table] ?? pointing

/** Beside them, what tells one row from another: days, numbers and names of papers, never what was written. */
export const tellingColumns: readonly string[] = [
  'at',
  'createdAt',
  'expiresAt',
  'started_at',
  'seen_at',
  'made_at',
  'received_on',
  'proposed_at',
  'asked_at',
  'uploaded_at',
  'drafted_at',
  'registered_on',
  'checked_on',
  'issued_on',
  'valid',
  'dated',
  'year',
  'number',
  'decision_number',
  'file_name',
  'title',
  'ipAddress',
  'userAgent',
]

export const erasureActions = ['approve', 'withdraw'] as const
export type ErasureAction = (typeof erasureActions)[number]
export type ErasureRefusal =
  | 'same_person'
  | 'already_settled'
  | 'in_office'
  | 'on_hold'
  | 'changed_since'
  | 'nothing_to_erase'
  | 'already_anonymous'

/** Two persons: whoever proposes does not approve. */
export function refuseErasureAction(
  erasure: { state: string; proposedBy: string },
  action: ErasureAction,
  personId: string | null,
): ErasureRefusal | null {
  if (erasure.state !== 'proposed') return 'already_settled'
  return action === 'approve' && refuseAlone(personId, [erasure.proposedBy]) !== null ? 'same_person' : null
}

/** What a person is called once nothing is left of the name. */
export const NOBODY = 'Đã xóa'

/** Why a person is not made anonymous now. */
export function refusePerson({
  name,
  inOffice,
  onHold,
}: {
  name: string
  inOffice: boolean
  onHold: boolean
}): ErasureRefusal | null {
  if (name === NOBODY) return 'already_anonymous'
  if (onHold) return 'on_hold'
  return inOffice ? 'in_office' : null
}
