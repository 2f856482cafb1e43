import { useState } from 'react'
import { useParam } from '#platform/web/address.ts'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { showMonth } from '../contract.ts'
import * as messages from '../messages.ts'
import { MeetingDays } from './MeetingDays.tsx'
import { MonthSteps, useMonth } from './MonthSteps.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { WindowsCard } from './WindowsCard.tsx'
import { monthText } from './when.ts'

/** A month of a unit and everything below it: who meets when, what clashes, which cell has nothing planned. */
export function MonthPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const [period] = useMonth()
  const [planning, setPlanning] = useState(false)
  const { data, problem, refetch } = useQueryOf(showMonth, { unitId, period })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const clashing = data.items.filter(({ clashes }) => clashes.length > 0).length
  const above = data.allowedActions.includes('propose')
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.monthOf(data.unitName, monthText(period))}
        crumbs={[{ text: m.calendar, to: '/calendar' }]}
        state={
          <StateChip tone={clashing > 0 ? 'late' : 'met'}>{clashing > 0 ? m.clashes(clashing) : m.noClash}</StateChip>
        }
        actions={above && <Button onClick={() => setPlanning(true)}>{m.planTitle}</Button>}
        main={
          above && (
            <LinkButton look="main" to={`/units/${unitId}/schedules?month=${period}`}>
              {m.propose}
            </LinkButton>
          )
        }
      />
      <MonthSteps />
      <Split
        aside={
          <>
            <Without cells={data.without} year={period.slice(0, 4)} />
            <WindowsCard unitId={unitId} />
          </>
        }
      >
        <MeetingDays meetings={data.items} />
      </Split>
      {planning && <PlanDialog unitId={unitId} body="committee" onClose={() => setPlanning(false)} />}
    </Stack>
  )
}

function Without({ cells, year }: { cells: readonly { unitId: string; name: string }[]; year: string }) {
  const m = useMessages(messages)
  if (cells.length === 0)
    return (
      <Card tone="met">
        <p>{m.allPlanned}</p>
      </Card>
    )
  return (
    <Card title={m.without(cells.length)} tone="warn" flush>
      <LinkList
        items={cells.map(({ unitId, name }) => ({
          key: unitId,
          title: name,
          to: `/units/${unitId}/year-plan?year=${year}`,
        }))}
      />
    </Card>
  )
}
