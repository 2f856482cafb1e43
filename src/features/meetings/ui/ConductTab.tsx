import './ConductTab.css'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useToday } from '#platform/web/session.ts'
import { formatInstant } from '#shared/format.ts'
import { agendaOf, withoutNotes } from '../agenda.ts'
import * as messages from '../messages.ts'
import { fixedAt } from '../record.ts'
import { NoteCard } from './NoteCard.tsx'
import { TaskLine } from './TaskLine.tsx'
import { nowOn, type OpenRecord, useStore, useWrite } from './useRecords.ts'
import { VotesCard } from './VotesCard.tsx'

/** What happens while the cell sits: beginning, last month's tasks, who spoke, notes, votes, end. */
export function ConductTab({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const store = useStore()
  const today = useToday()
  const names = new Map(open.members.map(({ id, name }) => [id, name]))
  const stamp = async (key: 'started' | 'ended') => write({ field: 'time', key, value: (await nowOn(store)).instant })
  return (
    <Stack>
      <Card title={m.when}>
        <Row>
          {(['started', 'ended'] as const).map((key) => {
            const at = fixedAt(open.record, 'time', key)
            return at ? (
              <p key={key}>
                {key === 'started' ? m.startedAt : m.endedAt} <span className="strong">{formatInstant(at)}</span>
              </p>
            ) : (
              <Button key={key} icon="clock" onClick={() => void stamp(key)}>
                {key === 'started' ? m.startNow : m.endNow}
              </Button>
            )
          })}
          {open.summary.minutes !== null && <span className="muted">{m.minutes(open.summary.minutes)}</span>}
        </Row>
      </Card>
      <Card
        title={m.lastTasks}
        aside={
          <Link to={`/units/${open.unitId}/tasks`} className="small">
            {m.allTasks}
          </Link>
        }
      >
        {open.tasks.length === 0 && <p className="muted">{m.noLastTasks}</p>}
        <Stack>
          {open.tasks.map((task) => (
            <TaskLine key={task.id} task={task} open={open} day={open.summary.heldOn ?? today} />
          ))}
        </Stack>
      </Card>
      <Card title={m.whoSpoke} aside={<span className="muted">{open.totals.spoke}</span>}>
        <p className="small muted">{m.whoSpokeHint}</p>
        <div className="conduct-people">
          {open.roll
            .filter(({ mark, spoke }) => mark === 'present' || spoke)
            .map(({ memberId, spoke }) => (
              <button
                key={memberId}
                type="button"
                className="conduct-person"
                aria-pressed={spoke}
                onClick={() => void write({ field: 'spoke', key: memberId, value: !spoke })}
              >
                {names.get(memberId) ?? memberId}
              </button>
            ))}
        </div>
      </Card>
      {agendaOf(open.record)
        .filter(({ phase, code }) => phase === 'conduct' && code !== 'last_tasks' && !withoutNotes.includes(code))
        .map(({ code, text }) => (
          <NoteCard key={code} code={code} title={text} open={open} />
        ))}
      <VotesCard open={open} />
    </Stack>
  )
}
