import './ClassifiedNote.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** Beside every upload and every free text: nothing classified belongs here. */
export function ClassifiedNote() {
  const m = useMessages(messages)
  return (
    <p className="classified small">
      <Icon name="lock" size={18} />
      {m.classified}
    </p>
  )
}
