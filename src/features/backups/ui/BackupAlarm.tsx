import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { getBackups } from '../contract.ts'
import * as messages from '../messages.ts'

const EVERY = 3_600_000

/** Above every page of whoever has to look: what is wrong with the backups. Nothing in a demonstration, which has none. */
export function BackupAlarm() {
  const m = useMessages(messages)
  const { demo } = useSignedIn()
  const { data } = useQueryOf(getBackups, undefined, { every: EVERY })
  if (demo || !data || data.warnings.length === 0) return null
  return (
    <Card tone="warn" title={m.attention}>
      {data.warnings.map((warning) => (
        <p key={warning}>{m.warnings[warning]}</p>
      ))}
      <Link to="/backups">{m.seeAll}</Link>
    </Card>
  )
}
