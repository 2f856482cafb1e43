import { Problem, type ProblemCode } from '#shared/problem.ts'
import { refusals } from '../refusal.ts'

/** A rule's refusal as the problem that travels: its own words, its code as the reason. */
export function refuse(code: ProblemCode, refusal: keyof typeof refusals): never {
  throw new Problem(code, { reason: refusal, detail: refusals[refusal] })
}
