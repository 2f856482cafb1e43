import { type Refuse, refuser } from '#shared/refusal.ts'
import type { MeetingRefusal, MeetingWarning } from '../calendar.ts'
import { refusals } from '../refusal.ts'

export const refuse: Refuse<MeetingRefusal> = refuser(refusals)

/** The warnings that made a refusal, so that the screen can show them beside the reason asked for. */
export const besides = (warnings: readonly MeetingWarning[]): { data?: unknown } =>
  warnings.length > 0 ? { data: { warnings } } : {}
