import { useState } from 'react'
import { type ChosenPerson, PersonField } from '#features/people/ui/PersonField.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { previewErasure } from '../contract.ts'
import * as messages from '../messages.ts'
import { HoldButton } from './HoldButton.tsx'
import { ProposeForm } from './ProposeForm.tsx'

/** What would become of everything kept about one person. */
export function ErasePersonCard() {
  const m = useMessages(messages)
  const [person, setPerson] = useState<ChosenPerson | null>(null)
  const known = person !== null && !person.isNew
  const { data, problem } = useQueryOf(previewErasure, { personId: person?.id }, { when: known })
  const shown = known ? data : undefined
  return (
    <Card title={m.anonymise}>
      <Stack gap={12}>
        <p className="muted">{m.anonymiseText}</p>
        <PersonField value={person} onChange={setPerson} error={undefined} />
        <ProblemNotice problem={problem} />
        {known && <HoldButton personId={person.id} />}
        {shown?.person && (
          <>
            <DataTable
              label={m.anonymise}
              rows={shown.person.tables}
              keyOf={({ table }) => table}
              columns={[
                { key: 'table', title: m.table, cell: ({ table }) => table },
                { key: 'rows', title: m.willGo, end: true, cell: ({ rows }) => m.rowCount(rows) },
                { key: 'fate', title: m.fate, cell: ({ fate }) => m.fates[fate] },
              ]}
            />
            <ProposeForm preview={shown} />
          </>
        )}
      </Stack>
    </Card>
  )
}
