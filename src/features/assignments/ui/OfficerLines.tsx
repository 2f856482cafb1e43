import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { addDays, formatDate } from '#shared/format.ts'
import type { AssignmentView, TargetRow } from '../contract.ts'
import * as messages from '../messages.ts'

/** Who follows one unit, each with since when and by what. */
export function OfficerLines({ row, onEnd }: { row: TargetRow; onEnd: (assignment: AssignmentView) => void }) {
  const m = useMessages(messages)
  if (row.assignments.length === 0) return <StateChip tone="warn">{m.gap}</StateChip>
  return (
    <Stack gap={8}>
      {row.assignments.map((one) => (
        <div key={one.id}>
          <span className="strong">{one.person?.name ?? one.title}</span>
          <br />
          <span className="small muted">
            {one.person && `${one.title} · `}
            {m.since(formatDate(one.from))}
            {one.to && ` ${m.until(formatDate(addDays(one.to, -1)))}`}
          </span>
          <Row gap={8}>
            {one.kind === 'substitute' && <StateChip tone="slate">{m.standsIn}</StateChip>}
            {one.kind === 'follow' && !one.expected && <StateChip tone="neutral">{m.away}</StateChip>}
            {one.allowedActions.includes('end') && (
              <Button small look="quiet" onClick={() => onEnd(one)}>
                {m.end}
              </Button>
            )}
          </Row>
        </div>
      ))}
    </Stack>
  )
}
