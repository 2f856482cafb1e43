import { useState } from 'react'
import { useParam, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Split, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { showYear, type YearView } from '../contract.ts'
import * as messages from '../messages.ts'
import { MeetingDays } from './MeetingDays.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { SeriesCard } from './SeriesCard.tsx'
import { WindowsCard } from './WindowsCard.tsx'
import { monthText } from './when.ts'

/** The year of one body: its meetings, what it repeats, and what the year lacks. */
export function YearPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const today = useToday()
  const [asked, change] = useSearchParam('year')
  const year = Number(asked ?? today.slice(0, 4))
  const [planning, setPlanning] = useState(false)
  const { data, problem, refetch } = useQueryOf(showYear, { unitId, year: `${year}` })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.yearTitle(data.unitName, year)}
        crumbs={[{ text: m.calendar, to: '/calendar' }]}
        main={
          data.allowedActions.includes('plan') && (
            <Button look="main" onClick={() => setPlanning(true)}>
              {m.planTitle}
            </Button>
          )
        }
      />
      <Row gap={8}>
        <Button small icon="left" onClick={() => change(`${year - 1}`)}>
          {`${year - 1}`}
        </Button>
        <Button small icon="right" onClick={() => change(`${year + 1}`)}>
          {`${year + 1}`}
        </Button>
      </Row>
      <Split
        aside={
          <>
            {data.body === 'cell' && <Faults faults={data.faults} />}
            <SeriesCard year={data} />
            <WindowsCard unitId={unitId} />
          </>
        }
      >
        <MeetingDays meetings={data.items} />
      </Split>
      {planning && <PlanDialog unitId={unitId} body={data.body} onClose={() => setPlanning(false)} />}
    </Stack>
  )
}

function Faults({ faults }: { faults: YearView['faults'] }) {
  const m = useMessages(messages)
  if (faults.length === 0)
    return (
      <Card tone="met">
        <p>{m.noFaults}</p>
      </Card>
    )
  return (
    <Card title={m.faults} tone="warn">
      <ul>
        {faults.map((fault) =>
          fault.code === 'no_thematic' ? (
            <li key={`q${fault.quarter}`}>{m.fault.no_thematic(fault.quarter)}</li>
          ) : (
            <li key={fault.period}>{m.fault[fault.code](monthText(fault.period))}</li>
          ),
        )}
      </ul>
    </Card>
  )
}
