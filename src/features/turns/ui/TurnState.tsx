import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { TurnView } from '../contract.ts'
import * as messages from '../messages.ts'

const tones = { planned: 'neutral', done: 'met', postponed: 'warn' } as const

export function TurnState({ turn: { state, postponedFor, settledOn } }: { turn: TurnView }) {
  const m = useMessages(messages)
  const about = [postponedFor && m.postponements[postponedFor], settledOn && formatDate(settledOn)].filter(Boolean)
  return (
    <Stack gap={4}>
      <span>
        <StateChip tone={tones[state]}>{m.states[state]}</StateChip>
      </span>
      {about.length > 0 && <span className="small muted">{about.join(' · ')}</span>}
    </Stack>
  )
}
