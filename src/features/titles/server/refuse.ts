import { Problem, type ProblemCode } from '#shared/problem.ts'
import { en, vi } from '../messages.ts'

/** A refusal of this feature at the door, in both languages. */
export function refuse(code: ProblemCode, reason: keyof typeof vi.refusal, pointer?: string): Problem {
  return new Problem(code, {
    reason,
    detail: { vi: vi.refusal[reason], en: en.refusal[reason] },
    ...(pointer === undefined ? {} : { errors: [{ pointer, detail: reason }] }),
  })
}
