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
      <EmptyState icon="flag" title={m.noUnit}>
        {m.noUnitText}
      </EmptyState>
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
      <CellFilters units={own} unitId={unitId} year={year} />
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

type Cells = Parameters<typeof CellsTable>[0]['cells']

function AllCells({ cells, level }: { cells: Cells; level: string }) {
  const m = useMessages(messages)
  const [state] = useSearchParam('state')
  const shown = cells.filter(({ dossier }) => state === undefined || (dossier?.state ?? 'none') === state)
  return (
    <Card flush>
      <CellsTable
        cells={shown}
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
