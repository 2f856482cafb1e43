import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import * as messages from '../screenMessages.ts'
import type { GivenVerdict, Unsent } from './verdictQueue.ts'

/** Where one's word is: on its way, with the server, or refused. */
export function SaveState({ unsent, saved }: { unsent: Unsent | null; saved: GivenVerdict | null }) {
  const m = useMessages(messages)
  if (unsent?.state === 'refused') return <StateChip tone="late">{m.failed}</StateChip>
  if (unsent) return <StateChip tone="slate">{unsent.heldUp ? m.waiting : m.saving}</StateChip>
  return saved ? <StateChip tone="met">{m.saved}</StateChip> : null
}
