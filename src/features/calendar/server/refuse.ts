import { type Language, Problem } from '#shared/problem.ts'
import type { MeetingRefusal, MeetingWarning } from '../calendar.ts'
import { refusals } from '../refusal.ts'

/** With the warnings that made it, so that the screen can show them beside the reason asked for. */
export function refuse(language: Language, refusal: MeetingRefusal, warnings: readonly MeetingWarning[] = []): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[language] }] } : {}),
    ...(warnings.length > 0 ? { data: { warnings } } : {}),
  })
}
