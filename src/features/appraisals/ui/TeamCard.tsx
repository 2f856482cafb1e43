import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { formatDate } from '#shared/format.ts'
import type { TeamView } from '../contract.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'

/** The team, the decision that set it up, and who sits on it. */
export function TeamCard({ team }: { team: TeamView | null }) {
  const m = useMessages(messages)
  if (team === null) {
    return (
      <Card title={m.noTeam}>
        <p className="small muted">{m.noTeamText}</p>
      </Card>
    )
  }
  return (
    <Card title={team.name}>
      <p className="small muted">{m.decision(team.decisionNumber, formatDate(team.decisionDate))}</p>
      <Seats seats={team.seats} />
    </Card>
  )
}

export function Seats({ seats }: { seats: TeamView['seats'] }) {
  const w = useMessages(words)
  return (
    <ul className="stack" style={{ gap: 8 }}>
      {seats.map(({ personId, part, name, represents }) => (
        <li key={`${personId} ${part}`}>
          <span className="strong">{name}</span>
          <span className="small muted">
            {' '}
            · {w.part[part]}
            {represents && `, ${represents}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
