import { useState } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { formatNumber } from '#shared/format.ts'
import { levels } from '#shared/permission.ts'
import { getTargets } from '../contract.ts'
import * as messages from '../messages.ts'
import { promisingLevels } from '../target.ts'
import { ChecksCard } from './ChecksCard.tsx'
import { RegisterDialog } from './RegisterDialog.tsx'
import './TargetsPage.css'
import { TargetsBelow } from './TargetsBelow.tsx'
import { TargetsCard } from './TargetsCard.tsx'

type Board = OutputOf<typeof getTargets>

/** What a unit promises, what those below it promise, and whether the one meets the other. */
export function TargetsPage() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const [asked] = useSearchParam('unit')
  const [highest] = positions
    .filter(({ level }) => promisingLevels.includes(level))
    .toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  const unitId = asked ?? highest?.unitId
  if (unitId === undefined) return <EmptyState title={m.noUnit}>{m.noUnitText}</EmptyState>
  return <UnitTargets unitId={unitId} />
}

function UnitTargets({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [registering, setRegistering] = useState(false)
  const { data: board, problem, refetch } = useQueryOf(getTargets, { unitId })
  if (problem && !board) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!board) return <Loading as="page" />
  const { unit, above, programme } = board
  return (
    <>
      <PageHeader
        title={m.of(unit.name)}
        crumbs={above ? [{ text: above.name, to: above.visible ? `/targets?unit=${above.unitId}` : undefined }] : []}
        detail={programme.name}
        actions={
          board.mayRegister && (
            <Button look="main" icon="plus" onClick={() => setRegistering(true)}>
              {m.register}
            </Button>
          )
        }
      />
      <Stack gap={24}>
        <GapsCard board={board} />
        <TargetsCard board={board} />
        {board.checks.length > 0 && <ChecksCard board={board} />}
        {board.below.length > 0 && <TargetsBelow board={board} />}
      </Stack>
      {registering && <RegisterDialog board={board} onClose={() => setRegistering(false)} />}
    </>
  )
}

/** Where the sum below and the promise above differ, at this unit and everywhere below it. */
function GapsCard({ board: { gaps } }: { board: Board }) {
  const m = useMessages(messages)
  if (gaps.length === 0) return null
  const words = (gap: Board['gaps'][number]) =>
    (gap.kind === 'short' ? m.short : m.over)(
      gap.unit.name,
      m.denominators[gap.denominator](gap.year),
      formatNumber(gap.promised),
      formatNumber(gap.below),
      formatNumber(gap.by),
    )
  return (
    <Card tone={gaps.some(({ kind }) => kind === 'short') ? 'warn' : 'slate'} title={m.gaps(formatNumber(gaps.length))}>
      <ul className="targets-gaps">
        {gaps.map((gap) => (
          <li key={`${gap.unit.unitId} ${gap.denominator} ${gap.year}`}>
            {words(gap)} {gap.silent.length > 0 && m.silentUnits(gap.silent.map(({ name }) => name).join(', '))}
          </li>
        ))}
      </ul>
    </Card>
  )
}
