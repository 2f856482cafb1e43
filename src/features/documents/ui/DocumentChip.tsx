import { useMessages } from '#platform/web/lang.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import type { DocumentState } from '../document.ts'
import * as messages from '../messages.ts'

const tones: Record<DocumentState, Tone> = {
  draft: 'neutral',
  submitted: 'warn',
  signed: 'met',
  issued: 'met',
  revoked: 'late',
}

export function DocumentChip({ state }: { state: DocumentState }) {
  const m = useMessages(messages)
  return (
    <StateChip tone={tones[state]} {...(state === 'revoked' ? { icon: 'close' as const } : {})}>
      {m.state[state]}
    </StateChip>
  )
}
