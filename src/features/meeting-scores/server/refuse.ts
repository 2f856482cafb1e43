import { type Language, Problem } from '#shared/problem.ts'
import { refusals, type ScoreRefusal } from '../level.ts'

export function refuse(language: Language, refusal: ScoreRefusal): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[language] }] } : {}),
  })
}
