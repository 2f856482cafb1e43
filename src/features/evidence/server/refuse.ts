import { Problem, type ProblemCode } from '#shared/problem.ts'
import { type Refusal, refusals } from '../refusal.ts'

/** A rule's refusal as the problem that travels: its own words, its code as the reason. */
export function refuse(code: ProblemCode, refusal: Refusal, data?: unknown): never {
  throw new Problem(code, { reason: refusal, detail: refusals[refusal], ...(data === undefined ? {} : { data }) })
}
