import { type Language, Problem } from '#shared/problem.ts'
import { refusals, type TurnRefusal } from '../refusal.ts'

export function refuse(language: Language, refusal: TurnRefusal): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[language] }] } : {}),
  })
}
