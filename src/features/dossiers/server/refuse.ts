import { type Language, Problem, type ProblemCode } from '#shared/problem.ts'
import { type Refusal, refusals } from '../refusals.ts'

/** A refusal at the door, in the reader's words. */
export function refusal(code: ProblemCode, reason: Refusal, data?: Record<string, unknown>): Problem {
  return new Problem(code, { reason, detail: refusals[reason], ...(data === undefined ? {} : { data }) })
}

/** Fields that are wrong, each with why. */
export function refusedFields(language: Language, fields: readonly { pointer: string; refusal: Refusal }[]): Problem {
  const errors = fields.map((field) => ({
    pointer: field.pointer,
    detail: refusals[field.refusal][language],
  }))
  const [first] = fields
  return new Problem('invalid', {
    errors,
    ...(first === undefined ? {} : { reason: first.refusal, detail: refusals[first.refusal] }),
  })
}
