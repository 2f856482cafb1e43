import { formatDate } from '#shared/format.ts'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'

export type DecisionKnown = { number: string | null; date: string | null; issuer?: string | null | undefined }

/** `Quyết định 05-QĐ/ĐU ngày 28/12/2021 của …`; what is not known of it is said so. */
export function useDecisionWords(): (decision: DecisionKnown | null) => string {
  const m = useMessages(messages)
  return (of) => {
    if (of === null || (of.number === null && of.date === null)) return m.noDecision
    return m.decision(of.number ?? '', of.date === null ? '' : formatDate(of.date), of.issuer ?? '')
  }
}

export function Decision({ of }: { of: DecisionKnown | null }) {
  return <>{useDecisionWords()(of)}</>
}
