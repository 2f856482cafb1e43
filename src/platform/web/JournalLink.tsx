import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'

/** The way to all that was done to an object; who may not read it is told so there. */
export function JournalLink({ objectType, objectId }: { objectType: string; objectId: string }) {
  const m = useMessages(messages)
  return (
    <Link className="small" to={`/journal/${objectType}/${objectId}`}>
      {m.seeJournal}
    </Link>
  )
}
