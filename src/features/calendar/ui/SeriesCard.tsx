import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { periodOf } from '../calendar.ts'
import { planAhead, type YearView } from '../contract.ts'
import * as messages from '../messages.ts'
import { SeriesDialog } from './SeriesDialog.tsx'

/** What a body repeats, and the months ahead planned from it. */
export function SeriesCard({ year }: { year: YearView }) {
  const m = useMessages(messages)
  const today = useToday()
  const [setting, setSetting] = useState(false)
  const [reason, setReason] = useState('')
  const plan = useCommand(planAhead, { done: m.planAheadDone })
  const running = year.series.filter(({ to }) => to === null)
  const may = year.allowedActions.includes('set_series')
  const from = `${year.year}` === today.slice(0, 4) ? periodOf(today) : `${year.year}-01-01`
  const asksReason = plan.problem?.of('reason')
  return (
    <Card
      title={m.series}
      aside={
        may && (
          <Button small onClick={() => setSetting(true)}>
            {m.setSeries}
          </Button>
        )
      }
    >
      {running.length === 0 && <p className="muted">{m.noSeries}</p>}
      <Facts
        facts={running.map((one) => ({
          label: m.seriesKinds[one.kind],
          value: (
            <>
              {m.seriesLine(one.dayOfMonth, one.time, one.minutes)}
              <br />
              <span className="small muted">
                {one.months.length === 12 ? m.everyMonth : m.seriesMonths(one.months.join(', '))}
                {one.fixed && ` · ${m.fixed}`}
              </span>
            </>
          ),
        }))}
      />
      {may && running.length > 0 && (
        <>
          <p className="small muted">{m.planAheadText}</p>
          {asksReason && (
            <TextField label={m.reason} value={reason} onChange={setReason} maxLength={300} error={asksReason} />
          )}
          <Row>
            <Button
              busy={plan.busy}
              onClick={() => plan.run({ unitId: year.unitId, from, months: 13 - Number(from.slice(5, 7)), reason })}
            >
              {m.planAhead}
            </Button>
          </Row>
        </>
      )}
      {setting && <SeriesDialog unitId={year.unitId} body={year.body} onClose={() => setSetting(false)} />}
    </Card>
  )
}
