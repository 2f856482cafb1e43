import { useState } from 'react'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { type DelegationView, endDelegation, listDelegations } from '../contract.ts'
import * as messages from '../messages.ts'
import { actionsColumn, decisionColumn, timeColumn } from './columns.tsx'
import { GiveDelegationDialog } from './GiveDelegationDialog.tsx'

/** What holders of positions on a unit have handed to others for a time; given and taken back from here. */
export function DelegationsPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const today = useToday()
  const [past, setPast] = useState(false)
  const [giving, setGiving] = useState(false)
  const [ending, setEnding] = useState<DelegationView | null>(null)
  const { data, problem, refetch } = useQueryOf(listDelegations, { unitId, past: past ? 'true' : 'false' })
  const end = useCommand(endDelegation, { done: m.ended, onDone: () => setEnding(null) })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const may = data.own.length > 0
  return (
    <Stack gap={20}>
      <PageHeader
        title={m.title}
        detail={m.intro}
        crumbs={[{ text: data.unitName, to: `/units/${unitId}` }]}
        actions={
          may && (
            <Button look="main" icon="plus" onClick={() => setGiving(true)}>
              {m.give}
            </Button>
          )
        }
      />
      <Card flush>
        <DataTable
          label={m.title}
          rows={data.items}
          keyOf={({ id }) => id}
          columns={columnsOf(m, data.items, setEnding)}
          empty={
            <EmptyState icon="people" title={m.none}>
              {m.noneText}
            </EmptyState>
          }
        />
      </Card>
      <Row>
        <Button small look="quiet" icon="history" onClick={() => setPast(!past)}>
          {past ? m.hidePast : m.showPast}
        </Button>
      </Row>
      <GiveDelegationDialog
        unitId={unitId}
        own={data.own}
        people={data.people}
        open={giving}
        onClose={() => setGiving(false)}
      />
      <ConfirmDialog
        open={ending !== null}
        title={m.endTitle(ending?.receiver ?? m.receiver.toLowerCase())}
        confirm={m.end}
        busy={end.busy}
        danger
        onClose={() => setEnding(null)}
        onConfirm={() => ending && end.run({ delegationId: ending.id, version: ending.version, on: today })}
      >
        {m.endText}
      </ConfirmDialog>
    </Stack>
  )
}

type Columns = [Column<DelegationView>, ...Column<DelegationView>[]]

function columnsOf(
  m: (typeof messages)['vi'],
  items: readonly DelegationView[],
  onEnd: (delegation: DelegationView) => void,
): Columns {
  const columns: Columns = [
    actionsColumn(m),
    {
      key: 'giver',
      title: m.giver,
      cell: ({ giver, positionTitle }) => `${positionTitle}${giver === null ? '' : `, ${giver}`}`,
    },
    {
      key: 'receiver',
      title: m.receiver,
      cell: ({ receiver }) => receiver ?? <span className="muted">{m.withheld}</span>,
    },
    timeColumn(m),
    decisionColumn(m),
  ]
  if (!items.some(({ allowedActions }) => allowedActions.includes('end'))) return columns
  return [
    ...columns,
    {
      key: 'end',
      title: m.todo,
      cell: (delegation) =>
        delegation.allowedActions.includes('end') ? (
          <Button small look="quiet" onClick={() => onEnd(delegation)}>
            {m.end}
          </Button>
        ) : null,
    },
  ]
}
