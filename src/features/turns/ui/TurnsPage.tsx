import { useState } from 'react'
import { MonthSteps, useMonth } from '#features/calendar/ui/MonthSteps.tsx'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { planTurns, showTurns, type TurnMonth, type TurnView } from '../contract.ts'
import * as messages from '../messages.ts'
import { SettleDialog } from './SettleDialog.tsx'
import { TurnState } from './TurnState.tsx'

/** The turns of one's own cell, else of one's own committee. */
export function OwnTurnsPage() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const own = positions.find(({ level }) => level === 'cell') ?? positions.find(({ level }) => level === 'commune')
  if (!own)
    return (
      <EmptyState icon="people" title={m.nobody}>
        {m.nobodyText}
      </EmptyState>
    )
  return <Turns unitId={own.unitId} />
}

export function TurnsPage() {
  return <Turns unitId={useParam('unitId')} />
}

/** Whose turn it is this month, what became of it, how far the round has come. */
function Turns({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [month] = useMonth()
  const { data, problem, refetch } = useQueryOf(showTurns, { unitId, month })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return (
    <Stack gap={16}>
      <PageHeader title={m.title(data.name)} detail={m.detail} main={<PlanButton shown={data} />} />
      <MonthSteps />
      <Card title={m.round(data.round.done, data.round.of)}>
        <p>{m.rule(data.least, data.most)}</p>
      </Card>
      <List shown={data} />
    </Stack>
  )
}

function PlanButton({ shown: { unitId, month, turns, most, allowedActions } }: { shown: TurnMonth }) {
  const m = useMessages(messages)
  const plan = useCommand(planTurns, { done: m.planned })
  if (!allowedActions.includes('plan')) return null
  const count = most - turns.length
  return (
    <Button look="main" busy={plan.busy} onClick={() => plan.run({ unitId, month, count })}>
      {m.plan(count)}
    </Button>
  )
}

function List({ shown: { unitId, turns } }: { shown: TurnMonth }) {
  const m = useMessages(messages)
  const [settling, setSettling] = useState<TurnView | null>(null)
  if (turns.length === 0)
    return (
      <EmptyState icon="return" title={m.none}>
        {m.noneText}
      </EmptyState>
    )
  return (
    <Card title={m.list} flush>
      <DataTable
        label={m.list}
        rows={turns}
        keyOf={(turn) => turn.id}
        columns={[
          { key: 'who', title: m.who, cell: ({ member, person }) => member?.name ?? person?.name },
          { key: 'state', title: m.outcome, cell: (turn) => <TurnState turn={turn} /> },
          {
            key: 'do',
            title: m.settle,
            cell: (turn) =>
              turn.allowedActions.includes('settle') ? (
                <Button small onClick={() => setSettling(turn)}>
                  {m.settle}
                </Button>
              ) : null,
          },
        ]}
      />
      {settling && <SettleDialog unitId={unitId} turn={settling} onClose={() => setSettling(null)} />}
    </Card>
  )
}
