import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import type { InspectionLine } from '../contract.ts'
import { riskFactors } from '../inspection.ts'
import * as messages from '../messages.ts'
import { VisitDialog } from './VisitDialog.tsx'

interface LineTableProps {
  title: string
  lines: readonly InspectionLine[]
  month: string
}

/** Cells of the list with the reason for each, and what has been recorded. */
export function LineTable({ title, lines, month }: LineTableProps) {
  const m = useMessages(messages)
  const [recording, setRecording] = useState<InspectionLine | null>(null)
  return (
    <Card title={title} flush>
      <DataTable
        label={title}
        rows={lines}
        keyOf={(line) => line.unitId}
        toOf={(line) => `/units/${line.unitId}`}
        columns={[
          { key: 'cell', title: m.cell, cell: (line) => line.name },
          { key: 'why', title: m.why, cell: (line) => <Why line={line} /> },
          { key: 'result', title: m.result, cell: (line) => <Outcome line={line} /> },
          {
            key: 'do',
            title: m.record,
            cell: (line) =>
              line.allowedActions.includes('record_visit') ? (
                <Button small onClick={() => setRecording(line)}>
                  {m.record}
                </Button>
              ) : null,
          },
        ]}
      />
      {recording && <VisitDialog line={recording} month={month} onClose={() => setRecording(null)} />}
    </Card>
  )
}

/** How it was chosen, and what is known of the need. */
function Why({ line: { chosen, risk, lot } }: { line: InspectionLine }) {
  const m = useMessages(messages)
  const told = riskFactors.flatMap((factor) => {
    const value = risk[factor]
    if (value === null || (value === 0 && factor !== 'sinceVisit')) return []
    return [factor === 'sinceVisit' && value > 12 ? m.reasons.never : m.reasons[factor](value)]
  })
  return (
    <Stack gap={4}>
      {chosen && (
        <span>
          <StateChip tone={chosen === 'lot' ? 'slate' : 'warn'}>{m.how[chosen]}</StateChip>
        </span>
      )}
      <span>{told.join('; ')}</span>
      <span className="small muted">
        {m.lot} {lot.slice(0, 8)}
      </span>
    </Stack>
  )
}

function Outcome({ line: { visits, chosen } }: { line: InspectionLine }) {
  const m = useMessages(messages)
  if (visits.length === 0) return chosen ? <span className="muted">{m.waiting}</span> : null
  return (
    <Stack gap={4}>
      {visits.map(({ id, heldOn, reason }) => (
        <span key={id}>{heldOn ? m.visited(formatDate(heldOn)) : m.missed(reason ?? '')}</span>
      ))}
    </Stack>
  )
}
