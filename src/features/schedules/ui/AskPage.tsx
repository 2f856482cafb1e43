import { useState } from 'react'
import { monthsLater, periodOf } from '#features/calendar/calendar.ts'
import { showMonth } from '#features/calendar/contract.ts'
import { isHour, monthText } from '#features/calendar/ui/when.ts'
import { useGo, useParam, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { proposeSchedule } from '../contract.ts'
import * as messages from '../messages.ts'

const parts = (text: string): string[] => text.split(/[\s,]+/u).filter((part) => part !== '')

/** What the days of a month are looked for with. */
export function AskPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const [month] = useSearchParam('month')
  const period = month ?? monthsLater(periodOf(useToday()), 1)
  const { data, problem, refetch } = useQueryOf(showMonth, { unitId, period })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const cells = [
    ...new Map(
      [...data.without, ...data.items.map(({ unitId: id, unitName: name }) => ({ unitId: id, name }))].map((one) => [
        one.unitId,
        one,
      ]),
    ).values(),
  ]
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.title(data.unitName, monthText(period))}
        crumbs={[{ text: m.calendar, to: `/units/${unitId}/calendar?month=${period}` }]}
        detail={m.askDetail}
      />
      <Card>
        <AskForm
          unitId={unitId}
          period={period}
          travel={data.travelMinutes}
          cells={cells.filter((one) => one.unitId !== unitId)}
        />
      </Card>
    </Stack>
  )
}

interface AskFormProps {
  unitId: string
  period: string
  travel: number | null
  cells: readonly { unitId: string; name: string }[]
}

function AskForm({ unitId, period, travel, cells }: AskFormProps) {
  const m = useMessages(messages)
  const go = useGo()
  const [id] = useState(newId)
  const [times, setTimes] = useState('07:30, 14:00')
  const [without, setWithout] = useState('')
  const [perHalfDay, setPerHalfDay] = useState<number | null>(1)
  const [travelMinutes, setTravel] = useState<number | null>(travel ?? 30)
  const [cell, setCell] = useState<number | null>(90)
  const [committee, setCommittee] = useState<number | null>(180)
  const [committees, setCommittees] = useState(false)
  const [inspected, setInspected] = useState<readonly string[]>([])
  const ask = useCommand(proposeSchedule, { quietly: true, onDone: () => go(`/units/${unitId}/schedules/${id}`) })
  const hours = parts(times)
  const days = parts(without).map((day) => `${period.slice(0, 8)}${day.padStart(2, '0')}`)
  const complete =
    hours.length > 0 &&
    hours.every(isHour) &&
    perHalfDay !== null &&
    travelMinutes !== null &&
    cell !== null &&
    committee !== null
  const send = () => {
    if (perHalfDay === null || travelMinutes === null || cell === null || committee === null) return
    const minutes = { cell, committee }
    ask.run({
      unitId,
      id,
      period,
      times: hours,
      without: days,
      perHalfDay,
      travelMinutes,
      minutes,
      committees,
      inspected: [...inspected],
    })
  }
  return (
    <Form
      problem={ask.problem}
      onSubmit={send}
      actions={
        <Button type="submit" look="main" busy={ask.busy} blocked={complete ? undefined : m.need}>
          {m.ask}
        </Button>
      }
    >
      <TextField
        label={m.times}
        hint={m.timesHint}
        value={times}
        onChange={setTimes}
        maxLength={60}
        error={ask.problem?.of('times')}
      />
      <TextField
        label={m.without}
        hint={m.withoutHint}
        optional
        value={without}
        onChange={setWithout}
        maxLength={100}
        error={ask.problem?.of('without')}
      />
      <NumberField
        label={m.perHalfDay}
        value={perHalfDay}
        onChange={setPerHalfDay}
        error={ask.problem?.of('perHalfDay')}
      />
      <NumberField
        label={m.travel}
        value={travelMinutes}
        onChange={setTravel}
        error={ask.problem?.of('travelMinutes')}
      />
      <NumberField label={m.cellMinutes} value={cell} onChange={setCell} error={ask.problem?.of('minutes.cell')} />
      <CheckField label={m.committees} checked={committees} onChange={setCommittees} />
      {committees && (
        <NumberField
          label={m.committeeMinutes}
          value={committee}
          onChange={setCommittee}
          error={ask.problem?.of('minutes.committee')}
        />
      )}
      <fieldset className="field">
        <legend>{m.inspected}</legend>
        <p className="small muted">{m.inspectedHint}</p>
        {cells.map((one) => (
          <CheckField
            key={one.unitId}
            label={one.name}
            checked={inspected.includes(one.unitId)}
            onChange={(on) =>
              setInspected(on ? [...inspected, one.unitId] : inspected.filter((known) => known !== one.unitId))
            }
          />
        ))}
      </fieldset>
    </Form>
  )
}
