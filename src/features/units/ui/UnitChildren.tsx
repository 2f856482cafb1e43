import { useState } from 'react'
import { formatNumber } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import type { UnitRow, UnitView } from '../contract.ts'
import * as messages from '../messages.ts'
import { CreateUnitDialog } from './CreateUnitDialog.tsx'
import { useUnitPath } from './unitPath.ts'

/** The units directly below, in the order of official lists. */
export function UnitChildren({ unit }: { unit: UnitView }) {
  const m = useMessages(messages)
  const label = useLabel()
  const pathOf = useUnitPath()
  const [open, setOpen] = useState(false)
  const creates = unit.allowedActions.includes('create_below')
  if (!creates && unit.children.length === 0) return null
  const withBelow = unit.children.some(({ children }) => children > 0)
  const withStandings = unit.children.some(({ standings }) => standings.length > 0)
  const withMembers = unit.children.some(({ members }) => members !== null)
  return (
    <Card
      title={m.children}
      flush
      aside={
        creates && (
          <Button small icon="plus" onClick={() => setOpen(true)}>
            {m.create}
          </Button>
        )
      }
    >
      <DataTable
        label={m.children}
        rows={unit.children}
        keyOf={({ id }) => id}
        toOf={({ id }) => pathOf(id)}
        columns={[
          { key: 'name', title: m.name, cell: ({ name }) => name },
          { key: 'kind', title: m.kind, cell: ({ kindLabel }) => label(kindLabel) },
          ...(withStandings
            ? [
                {
                  key: 'standings',
                  title: m.standings,
                  cell: ({ standings }: UnitRow) => standings.map((kind) => m.standing[kind]).join(', ') || '—',
                },
              ]
            : []),
          ...(withMembers
            ? [
                {
                  key: 'members',
                  title: m.members,
                  end: true,
                  cell: ({ members }: UnitRow) => (members === null ? '—' : formatNumber(members)),
                },
              ]
            : []),
          ...(withBelow
            ? [
                {
                  key: 'below',
                  title: m.below,
                  end: true,
                  cell: ({ children }: UnitRow) => formatNumber(children),
                },
              ]
            : []),
        ]}
        empty={
          <EmptyState icon="tree" title={m.noChildren}>
            {m.noChildrenText}
          </EmptyState>
        }
      />
      <CreateUnitDialog unit={unit} open={open} onClose={() => setOpen(false)} />
    </Card>
  )
}
