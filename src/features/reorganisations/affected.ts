/** What hangs on units and is touched when they change; none of it is altered but positions on units that end. */
export const affectedKinds = [
  'registrations',
  'openDossiers',
  'titles',
  'targets',
  'visits',
  'deadlines',
  'drafts',
  'documents',
] as const
export type AffectedKind = (typeof affectedKinds)[number]

/** What becomes of one of them; the words are in `previewMessages.ts`. */
export type Outcome =
  | { code: 'stays' }
  | { code: 'handled_by'; from: string; to: string }
  | { code: 'kept_by'; granted: string; keeper: string }
  | { code: 'kept'; keeper: string }
  | { code: 'stops'; unit: string }
  | { code: 'counted_under'; into: string }
  | { code: 'counted_nowhere' }
  | { code: 'renamed'; to: string }
  | { code: 'team_ends'; team: string }
  | { code: 'sign_before'; eve: string }
  | { code: 'names_new'; to: string }
