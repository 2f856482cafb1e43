import { type Language, Problem } from '#shared/problem.ts'
import { type InspectionRefusal, refusals } from '../refusal.ts'

export function refuse(language: Language, refusal: InspectionRefusal): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[language] }] } : {}),
  })
}
