import type { ReactNode } from 'react'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { DueChip } from '#platform/web/DueChip.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import * as messages from '../boardMessages.ts'
import type { CellLine } from '../dossierView.ts'
import * as words from '../messages.ts'
import { forecastTone, stateTone } from './stateTone.ts'

interface CellsTableProps {
  cells: readonly CellLine[]
  withCommune: boolean
  withYear?: boolean
  empty: ReactNode
  onMore?: (() => unknown) | undefined
  busy?: boolean
}

/** Cells with their dossier at a glance: state, what is met, forecast, whose turn, by when. */
export function CellsTable({ cells, withCommune, withYear = false, ...rest }: CellsTableProps) {
  const m = useMessages(messages)
  const columns = useColumns()
  return (
    <DataTable
      label={m.cells}
      columns={[
        columns.cell,
        ...(withCommune ? [columns.commune] : []),
        ...(withYear ? [columns.year] : []),
        columns.state,
        columns.met,
        columns.forecast,
        columns.next,
      ]}
      rows={cells}
      keyOf={({ unit, dossier }) => dossier?.id ?? unit.unitId}
      toOf={({ unit, dossier }) => (dossier ? `/dossiers/${dossier.id}` : `/units/${unit.unitId}`)}
      {...rest}
    />
  )
}

function useColumns(): Record<'cell' | 'commune' | 'year' | 'state' | 'met' | 'forecast' | 'next', Column<CellLine>> {
  const m = useMessages(messages)
  const w = useMessages(words)
  return {
    cell: { key: 'cell', title: m.cell, cell: ({ unit }) => unit.name },
    commune: { key: 'commune', title: m.commune, cell: ({ communeName }) => communeName ?? '—' },
    year: { key: 'year', title: m.year, cell: ({ dossier }) => dossier?.year ?? '—' },
    state: { key: 'state', title: m.state, cell: (line) => <CellState line={line} /> },
    met: {
      key: 'met',
      title: m.met,
      end: true,
      cell: ({ dossier }) => (dossier ? m.metOf(dossier.counts.met, dossier.counts.of) : '—'),
    },
    forecast: {
      key: 'forecast',
      title: m.forecast,
      cell: ({ dossier }) =>
        dossier ? <StateChip tone={forecastTone[dossier.forecast]}>{w.forecasts[dossier.forecast]}</StateChip> : '—',
    },
    next: {
      key: 'next',
      title: m.next,
      cell: ({ dossier }) =>
        dossier?.next ? (
          <>
            {w.parts[dossier.next.by]} {dossier.next.dueOn && <DueChip due={dossier.next.dueOn} />}
          </>
        ) : (
          '—'
        ),
    },
  }
}

/** The state of the dossier; a title it holds from before counts where it has none. */
function CellState({ line: { dossier, recognisedOn } }: { line: CellLine }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  if (dossier) return <StateChip tone={stateTone[dossier.state]}>{w.states[dossier.state]}</StateChip>
  if (recognisedOn) return <StateChip tone="gold">{m.holdsTitle(formatDate(recognisedOn))}</StateChip>
  return <StateChip tone="neutral">{m.notRegistered}</StateChip>
}
