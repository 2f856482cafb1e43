import { useState } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { Tabs } from '#platform/web/Tabs.tsx'
import * as messages from '../boardMessages.ts'
import { listCellsNeedingHelp, listCellsOnBoard } from '../contract.ts'
import { CellFilters } from './CellFilters.tsx'
import { CellsTable } from './CellsTable.tsx'
import { type OwnUnit, useOwnUnits } from './unitsOfMine.ts'

/** All cells of a unit with their dossier of a year, and those that need help first. */
export function CellsPage() {
  const m = useMessages(messages)
  const own = useOwnUnits()
  const [asked] = useSearchParam('unitId')
  const unitId = asked ?? own[0]?.unitId
  if (unitId === undefined) {
    return (
      <Stack gap={16}>
        <PageHeader title={m.cells} />
        <EmptyState icon="flag" title={m.noUnit}>
          {m.noUnitText}
        </EmptyState>
      </Stack>
    )
  }
  return <Board key={unitId} unitId={unitId} own={own} />
}

function Board({ unitId, own }: { unitId: string; own: readonly OwnUnit[] }) {
  const m = useMessages(messages)
  const thisYear = useToday().slice(0, 4)
  const [year = thisYear] = useSearchParam('year')
  const board = useQueryOf(listCellsOnBoard, { unitId, year: Number(year) })
  if (board.problem && !board.data) return <ProblemNotice problem={board.problem} onRetry={board.refetch} />
  if (!board.data) return <Loading as="page" />
  const { unit, cells } = board.data
  return (
    <Stack gap={16}>
      <PageHeader title={m.cellsOf(unit.name)} detail={m.cellsDetail(cells.length, Number(year))} />
      <CellFilters
        units={own}
        unitId={unitId}
        year={year}
        communes={unit.level === 'commune' ? [] : communesOf(cells)}
      />
      <Tabs
        label={m.cells}
        tabs={[
          { key: 'all', label: m.tabBoard, content: () => <AllCells cells={cells} level={unit.level} /> },
          {
            key: 'help',
            label: m.tabHelp,
            content: () => <NeedHelp unitId={unitId} year={Number(year)} level={unit.level} />,
          },
        ]}
      />
    </Stack>
  )
}

/** A province has thousands of cells: so many are drawn at once. */
const PAGE = 100

type Cells = Parameters<typeof CellsTable>[0]['cells']

/** Communes in the order of their cells. */
const communesOf = (cells: Cells): string[] => [
  ...new Set(cells.flatMap(({ communeName }) => (communeName === null ? [] : [communeName]))),
]

function AllCells({ cells, level }: { cells: Cells; level: string }) {
  const m = useMessages(messages)
  const [state] = useSearchParam('state')
  const [commune] = useSearchParam('commune')
  const [most, setMost] = useState(PAGE)
  const shown = cells.filter(
    ({ dossier, communeName }) =>
      (state === undefined || (dossier?.state ?? 'none') === state) && (commune ?? communeName) === communeName,
  )
  return (
    <Card flush>
      <CellsTable
        cells={shown.slice(0, most)}
        onMore={shown.length > most ? () => setMost(most + PAGE) : undefined}
        withCommune={level !== 'commune'}
        empty={
          <EmptyState icon="flag" title={m.noCells}>
            {m.noCellsText}
          </EmptyState>
        }
      />
    </Card>
  )
}

function NeedHelp({ unitId, year, level }: { unitId: string; year: number; level: string }) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listCellsNeedingHelp, { unitId, year, limit: 50 })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="table" />
  return (
    <Card flush>
      <CellsTable
        cells={data.cells}
        withCommune={level !== 'commune'}
        empty={
          <EmptyState icon="check" title={m.noHelp}>
            {m.noHelpText}
          </EmptyState>
        }
      />
    </Card>
  )
}
