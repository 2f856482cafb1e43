import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { Mark } from '../becoming.ts'
import * as messages from '../studioMessages.ts'
import { markLooks } from './markLook.ts'

/** What a plan makes of a unit, in one word. */
export function MarkChip({ mark }: { mark: Mark }) {
  const m = useMessages(messages)
  return <StateChip {...markLooks[mark]}>{m.marks[mark]}</StateChip>
}
