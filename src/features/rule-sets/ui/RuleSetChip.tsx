import { useMessages } from '#platform/web/lang.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import type { RuleSetSummary } from '../contract.ts'
import * as messages from '../messages.ts'

const tones: Record<RuleSetSummary['status'], Tone> = { draft: 'slate', published: 'met', retired: 'neutral' }

/** Where a set stands in its life; a draft that was put aside is not called retired. */
export function RuleSetChip({ set }: { set: Pick<RuleSetSummary, 'status' | 'publishedAt'> }) {
  const m = useMessages(messages)
  const putAside = set.status === 'retired' && set.publishedAt === null
  return <StateChip tone={tones[set.status]}>{putAside ? m.putAside : m.status[set.status]}</StateChip>
}
