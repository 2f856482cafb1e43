import type { IconName } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import type { PlanRow } from '../contract.ts'
import * as messages from '../screenMessages.ts'

const looks: Record<PlanRow['state'], { tone: Tone; icon: IconName }> = {
  draft: { tone: 'neutral', icon: 'edit' },
  checked: { tone: 'slate', icon: 'search' },
  approved: { tone: 'gold', icon: 'sign' },
  applied: { tone: 'met', icon: 'check' },
  withdrawn: { tone: 'neutral', icon: 'undo' },
}

/** Where a plan stands. */
export function PlanState({ state }: { state: PlanRow['state'] }) {
  const m = useMessages(messages)
  return <StateChip {...looks[state]}>{m.states[state]}</StateChip>
}
