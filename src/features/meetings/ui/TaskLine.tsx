import { useState } from 'react'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { DeliveryLines } from '#features/resolutions/ui/DeliveryLines.tsx'
import { outcomes, timesCarried } from '#features/resolutions/task.ts'
import { formatDate } from '#shared/format.ts'
import type { CarriedTask } from '../agenda.ts'
import * as messages from '../messages.ts'
import { valueAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

/** One task that an earlier meeting set: what was said of it, who is silent, and how far this meeting finds it. */
export function TaskLine({ task, open, day }: { task: CarriedTask; open: OpenRecord; day: string }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const said = valueAt(open.record, 'taskResult', task.id)
  const [text, setText] = useState<string | null>(null)
  const carried = timesCarried(task.reports.filter(({ meetingId }) => meetingId !== open.meetingId))
  const isOver = task.due !== null && task.due < day
  const save = async () => {
    const value = { state: said?.state ?? ('partly' as const), result: (text ?? '').trim() }
    if (await write({ field: 'taskResult', key: task.id, value })) setText(null)
  }
  return (
    <Stack gap={4}>
      <ChoiceField
        label={task.what}
        hint={[task.owner, task.measure, task.due && m.due(formatDate(task.due))].filter(Boolean).join(' · ')}
        value={said?.state ?? ''}
        inRow
        options={outcomes.map((value) => ({ value, label: m.results[value] }))}
        onChange={(state) =>
          void write({ field: 'taskResult', key: task.id, value: { state, result: said?.result ?? '' } })
        }
      />
      {(isOver || carried > 0) && (
        <Row>
          {isOver && <StateChip tone="late">{m.late}</StateChip>}
          {carried > 0 && <StateChip tone="warn">{m.carried(carried)}</StateChip>}
        </Row>
      )}
      <DeliveryLines deliveries={task.deliveries} reports={task.reports} due={task.due} day={day} />
      {said && text === null && (
        <Row>
          {said.result !== '' && <p>{said.result}</p>}
          <Button small look="quiet" onClick={() => setText(said.result)}>
            {said.result === '' ? m.addResult : m.changeResult}
          </Button>
        </Row>
      )}
      {text !== null && (
        <>
          <TextField label={m.resultText} value={text} maxLength={1000} onChange={setText} />
          <Row>
            <Button onClick={() => void save()}>{m.save}</Button>
            <Button look="quiet" onClick={() => setText(null)}>
              {m.cancel}
            </Button>
          </Row>
        </>
      )}
    </Stack>
  )
}
