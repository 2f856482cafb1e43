/** Documents that others cite, from the way the records keep them. */
import { acts } from './issuing.ts'
import type { Reference } from './wording.ts'

const kinds: Record<string, string> = Object.fromEntries(
  // Quyết định and quy định share a code; the first of them is what is cited most.
  Object.values(acts)
    .toReversed()
    .flatMap(({ code, name }) => (code === null ? [] : [[code, name]])),
)
const spelledOut = /^(\p{Lu}\p{L}*(?:\s\p{L}+)*?)\s+số\s+(.+)$/u
const codeOf = /^\d+\s*[-/]\s*(\p{L}+)/u

/** `02-HD/BTCTU` → Hướng dẫn số 02-HD/BTCTU; `Kế hoạch số 21` → Kế hoạch số 21. */
export function referenceTo(
  { number, date, issuer }: { number: string; date: string | null; issuer?: string | null | undefined },
  subject: string | null = null,
): Reference {
  const [, kind, symbol] = spelledOut.exec(number) ?? []
  const code = codeOf.exec(number)?.[1] ?? ''
  return {
    kind: kind ?? kinds[code] ?? 'Văn bản',
    symbol: symbol ?? number,
    day: date,
    issuer: issuer === undefined || issuer === '' ? null : issuer,
    subject,
  }
}
