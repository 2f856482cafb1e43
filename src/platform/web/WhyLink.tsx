import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'

interface WhyLinkProps {
  /** The code of the permission the action asks for: `dossier.review`. */
  permission: string
  unitId?: string
  dossierId?: string
  /** Any other thing: `document`, `title`, `position`… with its id. */
  objectType?: string
  objectId?: string
  /** Which step of it is meant. */
  action?: string
}

/** Beside an action that is refused or greyed: leads to why this person can or cannot do it, in words. */
export function WhyLink(asked: WhyLinkProps) {
  const m = useMessages(messages)
  const query = new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]: [string, string | undefined]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
  return (
    <Link className="small" to={`/permissions/why?${query.toString()}`}>
      {m.why}
    </Link>
  )
}
