import type { DocumentReference } from '#shared/contract.ts'
import { formatDate } from '#shared/format.ts'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'

/** `Quyết định 05-QĐ/ĐU ngày 28/12/2021 của …`, or that none is recorded. */
export function Decision({ of }: { of: DocumentReference | null }) {
  const m = useMessages(messages)
  return <>{of ? m.decision(of.number, formatDate(of.date), of.issuer ?? '') : m.noDecision}</>
}
