import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { leaders } from '#shared/permission.ts'
import * as messages from '../boardMessages.ts'
import { listTasks } from '../contract.ts'
import { CellPath } from './CellPath.tsx'
import { RegisterDialog } from './RegisterDialog.tsx'
import { TaskCards } from './TaskCards.tsx'

/** What the person signed in must do now and by when; for a cell's secretary also how far it is to recognition. */
export function WorkbenchPage() {
  const m = useMessages(messages)
  const { positions, teams } = useSignedIn()
  const idle = positions.length === 0 && teams.length === 0
  const { data, problem, refetch } = useQueryOf(listTasks, undefined)
  const cells = positions.filter(({ level, role }) => level === 'cell' && leaders.includes(role))
  const late = data?.items.filter(({ overdueDays }) => overdueDays > 0).length ?? 0
  const tasks = (
    <>
      {problem && !data && <ProblemNotice problem={problem} onRetry={refetch} />}
      {!problem && !data && <Loading as="cards" />}
      {data?.items.length === 0 && (
        <EmptyState icon={idle ? 'person' : 'check'} title={idle ? m.noPosition : m.nothing}>
          {idle ? m.noPositionText : m.nothingText}
        </EmptyState>
      )}
      {data && <TaskCards tasks={data.items} />}
    </>
  )
  return (
    <Stack gap={16}>
      <PageHeader
        title={data && data.items.length > 0 ? m.todoCount(data.items.length) : m.todo}
        detail={late > 0 ? m.todoLate(late) : undefined}
      />
      {cells.length === 0 ? (
        tasks
      ) : (
        <Split
          aside={cells.map(({ unitId, unitName }) => <CellPath key={unitId} unitId={unitId} unitName={unitName} />)}
        >
          {tasks}
        </Split>
      )}
      {data && <RegisterDialog tasks={data.items} />}
    </Stack>
  )
}
