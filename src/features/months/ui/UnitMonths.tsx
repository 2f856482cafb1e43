import { Card } from '#platform/web/Card.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { formatPercent } from '#shared/format.ts'
import { listUnitMonths, type UnitMonth } from '../contract.ts'
import * as messages from '../messages.ts'
import type { Words } from '../messages.ts'

const TOTAL = 'total'

/** The month of a province, commune by commune; the sum of all stands first. */
export function UnitMonths({ unitId, month }: { unitId: string; month: string }) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listUnitMonths, { unitId, month })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="table" />
  const rows: UnitMonth[] =
    data.items.length === 0 ? [] : [{ unitId: TOTAL, name: m.total, ...data.total }, ...data.items]
  return (
    <Card flush>
      <DataTable
        label={m.months}
        rows={rows}
        keyOf={(row) => row.unitId}
        toOf={(row) => `/units/${row.unitId === TOTAL ? unitId : row.unitId}/months?month=${month}`}
        columns={columnsOf(m)}
        empty={
          <EmptyState icon="calendar" title={m.none}>
            {m.noneText}
          </EmptyState>
        }
      />
    </Card>
  )
}

function columnsOf(m: Words): [Column<UnitMonth>, ...Column<UnitMonth>[]] {
  return [
    { key: 'unit', title: m.unit, cell: ({ name }) => name },
    { key: 'met', title: m.met, cell: ({ cells, cellsMet }) => m.metOf(cellsMet, cells) },
    {
      key: 'window',
      title: m.inWindow,
      cell: ({ counts: { inWindow, regular } }) =>
        regular === 0 ? '—' : m.presentOf(inWindow, regular, formatPercent(inWindow, regular)),
    },
    {
      key: 'present',
      title: m.present,
      cell: ({ counts: { present, invited } }) =>
        invited === 0 ? '—' : m.presentOf(present, invited, formatPercent(present, invited)),
    },
    {
      key: 'level',
      title: m.level,
      cell: ({ counts }) => {
        const all = counts.good + counts.fair + counts.average + counts.poor
        const open = counts.closed - all
        return [m.levelCounts(counts.good, all), open > 0 && m.undecided(open)].filter(Boolean).join(' · ')
      },
    },
  ]
}
