import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { addDays } from '#shared/format.ts'
import { monthsLater } from '../calendar.ts'
import { showOwn } from '../contract.ts'
import * as messages from '../messages.ts'
import { FeedCard } from './FeedCard.tsx'
import { MeetingDays } from './MeetingDays.tsx'
import { MonthSteps, useMonth } from './MonthSteps.tsx'

/** Where the one who looks is expected this month; the way to the calendars of their units. */
export function OwnCalendarPage() {
  const m = useMessages(messages)
  const [period] = useMonth()
  const { data, problem, refetch } = useQueryOf(showOwn, { from: period, to: addDays(monthsLater(period, 1), -1) })
  return (
    <Stack gap={16}>
      <PageHeader title={m.own} detail={m.ownDetail} />
      <MonthSteps />
      <Split
        aside={
          <>
            <UnitCalendars />
            <FeedCard />
          </>
        }
      >
        {problem && !data && <ProblemNotice problem={problem} onRetry={refetch} />}
        {!problem && !data && <Loading as="cards" />}
        {data && <MeetingDays meetings={data.items} />}
      </Split>
    </Stack>
  )
}

function UnitCalendars() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const units = new Map(
    positions.filter(({ role }) => role !== 'administrator').map((one) => [one.unitId, one] as const),
  )
  if (units.size === 0) return null
  return (
    <Card title={m.calendar} flush>
      <LinkList
        items={[...units.values()].map(({ unitId, unitName, level }) => ({
          key: unitId,
          icon: 'calendar',
          title: level === 'cell' ? m.toYear : m.toUnit(unitName),
          ...(level === 'cell' ? { detail: unitName } : {}),
          to: level === 'cell' ? `/units/${unitId}/year-plan` : `/units/${unitId}/calendar`,
        }))}
      />
    </Card>
  )
}
