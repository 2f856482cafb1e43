import type { AsOf } from './asOf.ts'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** How old results come into the units of today, said wherever that was chosen. */
export function AsOfNote({ value }: { value: AsOf }) {
  const m = useMessages(messages)
  return value.basis === 'now' ? <p className="small muted">{m.asNowHint}</p> : null
}
