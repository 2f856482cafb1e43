/** What hangs on units and is touched when they change; none of it is altered but positions on units that end. */
export const affectedKinds = [
  'registrations',
  'openDossiers',
  'titles',
  'targets',
  'visits',
  'deadlines',
  'meetings',
  'series',
  'assignments',
  'delegations',
  'schedules',
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
  | { code: 'meeting_lapses'; unit: string; into: string }
  | { code: 'series_lapses'; unit: string; into: string }
  | { code: 'assignment_lapses'; unit: string; into: string }
  | { code: 'assigner_ends'; by: string; into: string }
  | { code: 'delegation_lapses'; eve: string }
  | { code: 'schedule_lapses'; unit: string }
  | { code: 'schedule_again' }
  | { code: 'sign_before'; eve: string }
  | { code: 'names_new'; to: string }
