import { useState } from 'react'
import { Decision } from '#features/units/ui/Decision.tsx'
import { addDays, formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listPositions, type PositionView } from '../contract.ts'
import * as messages from '../messages.ts'
import { EndPositionDialog } from './EndPositionDialog.tsx'
import { GivePositionDialog } from './GivePositionDialog.tsx'
import './PositionsCard.css'

/** Who holds which position on a unit on a day, by which decision; recorded and ended from here. */
export function PositionsCard({ unitId, day }: { unitId: string; day: string }) {
  const m = useMessages(messages)
  const [past, setPast] = useState(false)
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<PositionView | null>(null)
  const { data, problem, refetch } = useQueryOf(listPositions, { unitId, on: day, past: past ? 'true' : 'false' })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  return (
    <Card
      title={m.positions}
      flush
      aside={
        data.allowedActions.includes('give') && (
          <Button small icon="plus" onClick={() => setGiving(true)}>
            {m.give}
          </Button>
        )
      }
    >
      <DataTable
        label={m.positions}
        rows={data.items}
        keyOf={({ id }) => id}
        columns={columnsOf(m, data.items, setEnding)}
        empty={
          <EmptyState icon="people" title={m.none}>
            {m.noneText}
          </EmptyState>
        }
      />
      <div className="positions-card-foot">
        <Button small look="quiet" icon="history" onClick={() => setPast(!past)}>
          {past ? m.hidePast : m.showPast}
        </Button>
        <Link to={`/units/${unitId}/delegations`}>{m.delegations}</Link>
      </div>
      <GivePositionDialog unitId={unitId} roles={data.roles} open={giving} onClose={() => setGiving(false)} />
      <EndPositionDialog position={ending} onClose={() => setEnding(null)} />
    </Card>
  )
}

type Columns = [Column<PositionView>, ...Column<PositionView>[]]

function columnsOf(
  m: (typeof messages)['vi'],
  items: readonly PositionView[],
  onEnd: (position: PositionView) => void,
): Columns {
  const columns: Columns = [
    { key: 'title', title: m.title, cell: ({ title, acting }) => (acting ? `${title} (${m.isActing})` : title) },
    {
      key: 'person',
      title: m.person,
      cell: ({ person }) => person?.name ?? <span className="muted">{m.withheld}</span>,
    },
    {
      key: 'time',
      title: m.time,
      cell: ({ validFrom, validTo }) =>
        validTo === null
          ? m.since(formatDate(validFrom))
          : m.between(formatDate(validFrom), formatDate(addDays(validTo, -1))),
    },
    {
      key: 'decision',
      title: m.by,
      cell: ({ decision }) => (
        <span className="small muted">
          <Decision of={decision} />
        </span>
      ),
    },
  ]
  if (!items.some(({ allowedActions }) => allowedActions.includes('end'))) return columns
  return [
    ...columns,
    {
      key: 'end',
      title: m.todo,
      cell: (position) =>
        position.allowedActions.includes('end') ? (
          <span className="positions-card-end">
            <Button small look="quiet" onClick={() => onEnd(position)}>
              {m.end}
            </Button>
          </span>
        ) : null,
    },
  ]
}
