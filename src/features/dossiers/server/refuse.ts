import { Problem, type ProblemCode } from '#shared/problem.ts'
import { type Refusal, refusals } from '../refusals.ts'

/** A refusal at the door, in the reader's words. */
export function refusal(code: ProblemCode, reason: Refusal, data?: Record<string, unknown>): Problem {
  return new Problem(code, { reason, detail: refusals[reason], ...(data === undefined ? {} : { data }) })
}

type RefusedField = { pointer: string; refusal: Refusal }

/** Fields that are wrong, each with its code and words; the problem’s own words are those of the first. */
export function refusedFields(first: RefusedField, ...more: readonly RefusedField[]): Problem {
  const errors = [first, ...more].map(({ pointer, refusal: detail }) => ({
    pointer,
    detail,
    words: refusals[detail],
  }))
  return new Problem('invalid', { reason: first.refusal, detail: refusals[first.refusal], errors })
}

export function refuseAny([first, ...more]: readonly RefusedField[]): void {
  if (first !== undefined) throw refusedFields(first, ...more)
}
