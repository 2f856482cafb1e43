import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import type { AccountRefusal } from '../account.ts'
import { refusals } from '../refusal.ts'

/** Says no in the reader's language, at the field it is about. */
export function refuse(call: Call, refusal: AccountRefusal): never {
  const { code, field, vi, en } = refusals[refusal]
  throw new Problem(code, {
    reason: refusal,
    detail: { vi, en },
    ...(field ? { errors: [{ pointer: `/${field}`, detail: { vi, en }[call.language] }] } : {}),
  })
}
