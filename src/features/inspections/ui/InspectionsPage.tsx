import { useState } from 'react'
import { MonthSteps, useMonth } from '#features/calendar/ui/MonthSteps.tsx'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { showInspections } from '../contract.ts'
import * as messages from '../messages.ts'
import { DrawCheck } from './DrawCheck.tsx'
import { LineTable } from './LineTable.tsx'
import { PlanDialog } from './PlanDialog.tsx'

/** The list of one's own commune. */
export function OwnInspectionsPage() {
  const m = useMessages(messages)
  const own = useSignedIn().positions.find(({ level }) => level === 'commune')
  if (!own)
    return (
      <EmptyState icon="search" title={m.nobody}>
        {m.nobodyText}
      </EmptyState>
    )
  return <Inspections unitId={own.unitId} />
}

export function InspectionsPage() {
  return <Inspections unitId={useParam('unitId')} />
}

/** Whom the team visits this month and why, what became of it, how many cells the year has seen. */
function Inspections({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [month] = useMonth()
  const [planning, setPlanning] = useState(false)
  const { data, problem, refetch } = useQueryOf(showInspections, { unitId, month })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const { plan, lines } = data
  const chosen = lines.filter((line) => line.chosen !== null)
  const others = lines.filter((line) => line.chosen === null)
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.title(data.name)}
        detail={m.detail}
        main={
          data.allowedActions.includes('plan') && (
            <Button look="main" onClick={() => setPlanning(true)}>
              {m.make}
            </Button>
          )
        }
      />
      <MonthSteps />
      {data.cells > 1 && (
        <Card
          title={m.seen(data.seen, data.cells, month.slice(0, 4))}
          tone={data.seen === data.cells ? 'met' : 'plain'}
        >
          <p>{plan && plan.wanted < plan.needed ? m.tooFew(plan.wanted, plan.needed) : m.needed(data.needed)}</p>
        </Card>
      )}
      {lines.length === 0 ? (
        <EmptyState icon="search" title={m.none}>
          {m.noneText}
        </EmptyState>
      ) : (
        <>
          {chosen.length > 0 && <LineTable title={m.list} lines={chosen} month={month} />}
          {others.length > 0 && <LineTable title={m.others} lines={others} month={month} />}
          {plan && <DrawCheck plan={plan} lines={lines} />}
        </>
      )}
      {planning && <PlanDialog unitId={unitId} month={month} needed={data.needed} onClose={() => setPlanning(false)} />}
    </Stack>
  )
}
