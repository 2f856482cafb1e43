import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { formatDate } from '#shared/format.ts'
import type { CarriedTask } from '../agenda.ts'
import * as messages from '../messages.ts'
import { valueAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

/** One task that an earlier meeting set, and how far it has come. */
export function TaskLine({ task, open }: { task: CarriedTask; open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const said = valueAt(open.record, 'taskResult', task.id)
  return (
    <Stack gap={4}>
      <p className="small muted">
        {[task.owner, task.measure, task.due && m.due(formatDate(task.due))].filter(Boolean).join(' · ')}
      </p>
      <ChoiceField
        label={task.what}
        value={said?.state ?? ''}
        inRow
        options={(['done', 'partly', 'not_done'] as const).map((value) => ({ value, label: m.results[value] }))}
        onChange={(state) =>
          void write({ field: 'taskResult', key: task.id, value: { state, result: said?.result ?? '' } })
        }
      />
    </Stack>
  )
}
