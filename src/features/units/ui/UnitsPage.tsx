import { call } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TreeTable } from '#platform/web/TreeTable.tsx'
import { formatNumber } from '#shared/format.ts'
import { listUnits, type UnitRow } from '../contract.ts'
import * as messages from '../messages.ts'
import { DayPicker, useDay } from './DayPicker.tsx'
import { useUnitPath } from './unitPath.ts'

const asTreeRow = (unit: UnitRow) => ({ ...unit, hasChildren: unit.children > 0 })

/** The organisation as it was on a day, from the top down, opened level by level. */
export function UnitsPage() {
  const m = useMessages(messages)
  const label = useLabel()
  const [day] = useDay()
  const pathOf = useUnitPath()
  const top = useQueryOf(listUnits, { on: day, limit: 200 })
  const columns: Column<ReturnType<typeof asTreeRow>>[] = [
    { key: 'kind', title: m.kind, cell: (unit) => label(unit.kindLabel) },
    { key: 'children', title: m.below, end: true, cell: (unit) => formatNumber(unit.children) },
  ]
  return (
    <Stack gap={20}>
      <PageHeader title={m.units} detail={m.unitsDetail} actions={<DayPicker />} />
      <OwnUnits />
      <ProblemNotice problem={top.problem} onRetry={() => top.refetch()} />
      {top.isPending && <Loading as="table" />}
      {top.data && (
        <Card title={m.tree} flush>
          {top.data.items.length === 0 ? (
            <EmptyState icon="tree" title={m.noUnits}>
              {m.noUnitsText}
            </EmptyState>
          ) : (
            <TreeTable
              label={m.tree}
              nameTitle={m.name}
              toOf={({ id }) => pathOf(id)}
              badge={({ standings }) =>
                standings.map((kind) => (
                  <StateChip key={kind} tone="met">
                    {m.standing[kind]}
                  </StateChip>
                ))
              }
              columns={columns}
              rows={top.data.items.map(asTreeRow)}
              load={(parent) => loadBelow(parent, day)}
              loadKey={[day]}
            />
          )}
        </Card>
      )}
    </Stack>
  )
}

/** Every unit below, page after page. */
async function loadBelow(parent: string, on: string, cursor?: string): Promise<ReturnType<typeof asTreeRow>[]> {
  const page = await call(listUnits, { parent, on, limit: 200, ...(cursor ? { cursor } : {}) })
  const rows = page.items.map(asTreeRow)
  return page.next === null ? rows : [...rows, ...(await loadBelow(parent, on, page.next))]
}

function OwnUnits() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const units = [...new Map(positions.map((position) => [position.unitId, position])).values()]
  if (units.length === 0) return null
  return (
    <Card title={m.ownUnits} flush>
      <LinkList
        items={units.map(({ unitId, unitName, title }) => ({
          key: unitId,
          to: `/units/${unitId}`,
          title: unitName,
          detail: title,
          icon: 'tree',
        }))}
      />
    </Card>
  )
}
