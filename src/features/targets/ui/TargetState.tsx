import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { TargetView } from '../contract.ts'
import * as messages from '../messages.ts'

const tones = { registered: 'slate', agreed: 'met', replaced: 'neutral' } as const

/** Registered, agreed, or replaced and why. */
export function TargetState({ target: { state, replacedOn, replacedReason } }: { target: TargetView }) {
  const m = useMessages(messages)
  return (
    <>
      <StateChip tone={tones[state]}>{m.states[state]}</StateChip>
      {replacedOn && (
        <div className="small muted">{m.replacedBecause(formatDate(replacedOn), replacedReason ?? '')}</div>
      )}
    </>
  )
}
