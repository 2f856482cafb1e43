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
import { useSignedIn, useToday } from '#platform/web/session.ts'
import { showAttendance } from '../contract.ts'
import * as messages from '../messages.ts'
import { MemberTable } from './MemberTable.tsx'

/** The members of one's own cell. */
export function OwnAttendancePage() {
  const m = useMessages(messages)
  const own = useSignedIn().positions.find(({ level }) => level === 'cell')
  if (!own)
    return (
      <EmptyState icon="people" title={m.nobody}>
        {m.nobodyText}
      </EmptyState>
    )
  return <Attendance unitId={own.unitId} />
}

export function AttendancePage() {
  return <Attendance unitId={useParam('unitId')} />
}

/** Each member's year, and who has been away three times running. */
function Attendance({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const thisYear = Number(useToday().slice(0, 4))
  const [asked, ask] = useSearchParam('year')
  const year = /^\d{4}$/u.test(asked ?? '') ? Number(asked) : thisYear
  const { data, problem, refetch } = useQueryOf(showAttendance, { unitId, year })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const flagged = data.members.filter((member) => member.flagged).length
  return (
    <Stack gap={16}>
      <PageHeader title={m.title(data.name)} detail={m.detail} />
      <Row gap={8}>
        <Button small icon="left" onClick={() => ask(String(year - 1))}>
          {m.earlier}
        </Button>
        {year < thisYear && (
          <Button small icon="right" onClick={() => ask(String(year + 1))}>
            {m.later}
          </Button>
        )}
      </Row>
      <Card title={m.year(data.year)} tone={flagged > 0 ? 'warn' : 'plain'}>
        <p>{m.held(data.meetings)}</p>
        <p>{flagged > 0 ? m.flagged(flagged) : m.noneFlagged}</p>
      </Card>
      <MemberTable members={data.members} />
    </Stack>
  )
}
