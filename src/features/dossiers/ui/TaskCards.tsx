import { Card } from '#platform/web/Card.tsx'
import { DueChip } from '#platform/web/DueChip.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { TodoCard } from '#platform/web/TodoCard.tsx'
import * as messages from '../boardMessages.ts'
import type { TaskView } from '../dossierView.ts'
import { groupTasks, placeOfTask } from './taskPlace.ts'

/** Tasks one by one while they are few; by what is to be done when they are many. */
export function TaskCards({ tasks }: { tasks: readonly TaskView[] }) {
  const m = useMessages(messages)
  const groups = groupTasks(tasks)
  return (
    <Grid min={28}>
      {groups.map(({ kind, tasks: alike }, index) => {
        const [first] = alike
        if (first && alike.length === 1) return <OneTask key={keyOf(first)} task={first} main={index === 0} />
        return (
          <Card
            key={kind}
            flush
            title={m.groups[kind]}
            aside={<span className="small muted">{m.groupCount(alike.length)}</span>}
          >
            <LinkList
              items={alike.map((task) => ({
                key: keyOf(task),
                to: placeOfTask(task),
                title: task.unit.name,
                detail: detailOf(task, m) ?? yearOf(task, m),
                aside: task.dueOn && <DueChip due={task.dueOn} />,
              }))}
            />
          </Card>
        )
      })}
    </Grid>
  )
}

type Words = (typeof messages)['vi']

const keyOf = ({ kind, dossierId, targetId, unit }: TaskView) => `${kind} ${dossierId ?? targetId ?? unit.unitId}`
const yearOf = ({ year }: TaskView, m: Words) => (year === null ? undefined : `${m.year} ${year}`)

/** Why, or how much is left. */
function detailOf({ reason, count, conflict }: TaskView, m: Words): string | undefined {
  if (conflict !== null) return m.conflict
  if (reason !== null && reason !== '') return m.returnedBecause(reason)
  return count !== null && count > 0 ? m.leftItems(count) : undefined
}

function OneTask({ task, main }: { task: TaskView; main: boolean }) {
  const m = useMessages(messages)
  return (
    <TodoCard
      title={m.tasks[task.kind](task.unit.name, task.year ?? 0)}
      context={yearOf(task, m)}
      detail={detailOf(task, m)}
      due={task.dueOn ?? undefined}
      action={{ label: m.verbs[task.kind], to: placeOfTask(task) }}
      main={main && task.conflict === null}
    />
  )
}
