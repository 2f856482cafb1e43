import type { Verdict } from '#features/rule-sets/evaluation.ts'
import type { Leaf } from '#features/rule-sets/item.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import * as messages from '../screenMessages.ts'
import { toneOf, verdictText } from './verdictWords.ts'

/** One body's word on an item, or that it has none yet. */
export function VerdictChip({ item, verdict }: { item: Leaf; verdict: Verdict | null }) {
  const m = useMessages(messages)
  if (verdict === null) return <span className="muted small">{m.notYet}</span>
  return <StateChip tone={toneOf(item, verdict)}>{verdictText(item, verdict, m)}</StateChip>
}
