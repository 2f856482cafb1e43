import { useMessages } from '#platform/web/lang.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import * as messages from '../messages.ts'
import type { TitleState } from '../title.ts'

type Shown = TitleState | 'expired'

const tones: Record<Shown, Tone> = {
  in_force: 'gold',
  expiring: 'warn',
  re_appraisal: 'slate',
  under_review: 'warn',
  revoked: 'late',
  expired: 'late',
}

/** Whether a title holds: gold only while nothing stands against it. */
export function TitleChip({ state }: { state: Shown }) {
  const m = useMessages(messages)
  return (
    <StateChip tone={tones[state]} {...(state === 'revoked' ? { icon: 'close' as const } : {})}>
      {m.states[state]}
    </StateChip>
  )
}
