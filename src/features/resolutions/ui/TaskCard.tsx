import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useToday } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { TaskLine } from '../contract.ts'
import * as messages from '../messages.ts'
import { isLate, isOpen, type TaskAction, timesCarried } from '../task.ts'
import { DeliveryLines } from './DeliveryLines.tsx'
import { ReportLines } from './ReportLines.tsx'
import { TaskStepDialog } from './TaskStepDialog.tsx'

const tones = { open: 'slate', reported: 'warn', done: 'met', cancelled: 'neutral' } as const

/** One task: what, who, by when, how it stands; and what may be done with it. */
export function TaskCard({ task }: { task: TaskLine }) {
  const m = useMessages(messages)
  const today = useToday()
  const [action, setAction] = useState<TaskAction | null>(null)
  const carried = timesCarried(task.reports)
  return (
    <Card
      title={task.what}
      aside={
        <Row>
          <StateChip tone={tones[task.state]}>{m.states[task.state]}</StateChip>
          {isLate(task, today) && <StateChip tone="late">{isOpen(task) ? m.late : m.doneLate}</StateChip>}
          {carried > 0 && isOpen(task) && <StateChip tone="warn">{m.carried(carried)}</StateChip>}
        </Row>
      }
    >
      <Stack gap={8}>
        <p className="small muted">
          {[task.owner, task.measure, task.due && m.due(formatDate(task.due)), m.from(formatDate(task.resolvedOn))]
            .filter(Boolean)
            .join(' · ')}
        </p>
        <DeliveryLines
          deliveries={task.deliveries}
          reports={task.reports}
          due={task.due}
          day={task.closedOn ?? today}
        />
        <ReportLines reports={task.reports} names={task.deliveries} />
        {task.allowedActions.length > 0 && (
          <Row>
            {task.allowedActions.map((one) => (
              <Button key={one} small look={one === 'accept' ? 'plain' : 'quiet'} onClick={() => setAction(one)}>
                {m.actions[one]}
              </Button>
            ))}
          </Row>
        )}
      </Stack>
      {action && <TaskStepDialog task={task} action={action} onClose={() => setAction(null)} />}
    </Card>
  )
}
