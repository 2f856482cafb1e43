import { useState } from 'react'
import { useParam, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listTasks } from '../contract.ts'
import * as messages from '../messages.ts'
import { TaskCard } from './TaskCard.tsx'

/** Every task of a cell's resolutions, what is open first, with what was said of it and who is silent. */
export function TasksPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const [only, setOnly] = useSearchParam('open')
  const [limit, setLimit] = useState(50)
  const { data, problem, refetch } = useQueryOf(listTasks, { unitId, open: only === 'true' ? 'true' : 'false', limit })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.tasks}
        detail={m.tasksIntro}
        crumbs={[{ text: data.unitName, to: `/units/${unitId}` }]}
        actions={
          <Button onClick={() => setOnly(only === 'true' ? '' : 'true')}>{only === 'true' ? m.all : m.onlyOpen}</Button>
        }
      />
      {data.items.length === 0 && (
        <Card>
          <EmptyState icon="file" title={m.none}>
            {m.noneText}
          </EmptyState>
        </Card>
      )}
      {data.items.map((task) => (
        <TaskCard key={task.id} task={task} />
      ))}
      {data.next !== null && limit < 200 && (
        <Row>
          <Button onClick={() => setLimit(200)}>{m.more}</Button>
        </Row>
      )}
    </Stack>
  )
}
