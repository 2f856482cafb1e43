import { useState } from 'react'
import { getUnit } from '#features/units/contract.ts'
import { useParam, useSearchParam } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Split, Stack } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf, useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { usePages } from '#platform/web/usePages.ts'
import { type TargetLevel, targetLevels } from '../assignment.ts'
import { type AssignmentView, listTargets, showSummary, type TargetRow } from '../contract.ts'
import * as messages from '../messages.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { EndDialog } from './EndDialog.tsx'
import { LimitsCard } from './LimitsCard.tsx'
import { LoadsCard } from './LoadsCard.tsx'
import { OfficerLines } from './OfficerLines.tsx'

/** The board of one's own unit. */
export function OwnBoardPage() {
  const m = useMessages(messages)
  const { positions } = useSignedIn()
  const own = positions.find(({ level }) => level !== 'cell' && level !== 'group')
  if (!own) return <EmptyState title={m.noFollowed}>{m.noFollowedText}</EmptyState>
  return <Board unitId={own.unitId} />
}

export function BoardPage() {
  return <Board unitId={useParam('unitId')} />
}

/** Who follows which unit below, where nobody does, how many each officer has. */
function Board({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [chosen, choose] = useSearchParam('level')
  const [gaps, setGaps] = useSearchParam('gaps')
  const unit = useQueryOf(getUnit, { unitId })
  const { data, problem, refetch } = useQueryOf(showSummary, { unitId })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data || !unit.data) return <Loading as="page" />
  const level =
    targetLevels.find((one) => one === chosen) ?? (data.levels.some((one) => one.level === 'cell') ? 'cell' : 'group')
  return (
    <Stack gap={16}>
      <PageHeader title={m.board(unit.data.name)} detail={m.boardDetail} />
      <Row gap={8}>
        {data.levels.map((one) => (
          <Button
            key={one.level}
            small
            look={one.level === level ? 'main' : undefined}
            onClick={() => choose(one.level)}
          >
            {`${m.levels[one.level]} ${one.withOfficer}/${one.units}`}
          </Button>
        ))}
        <Button small look="quiet" onClick={() => setGaps(gaps ? undefined : 'true')}>
          {gaps ? m.all : m.onlyGaps}
        </Button>
      </Row>
      <Split
        aside={
          <>
            <LoadsCard unitId={unitId} summary={data} />
            <LimitsCard unitId={unitId} summary={data} />
          </>
        }
      >
        <Targets unitId={unitId} level={level} gaps={gaps === 'true'} />
      </Split>
    </Stack>
  )
}

function Targets({ unitId, level, gaps }: { unitId: string; level: TargetLevel; gaps: boolean }) {
  const m = useMessages(messages)
  const [assigning, setAssigning] = useState<TargetRow | null>(null)
  const [ending, setEnding] = useState<{ row: TargetRow; assignment: AssignmentView } | null>(null)
  const asked = { unitId, level, gaps: gaps ? ('true' as const) : ('false' as const) }
  const pages = usePages<TargetRow>(keyOf(listTargets, asked), (from, signal) =>
    call(listTargets, { ...asked, ...from }, { signal }),
  )
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
  return (
    <>
      <ListCard
        pages={pages}
        label={m.levels[level]}
        keyOf={(row) => row.unitId}
        toOf={(row) => `/units/${row.unitId}`}
        columns={[
          { key: 'name', title: m.place, cell: (row) => row.name },
          {
            key: 'officer',
            title: m.officer,
            cell: (row) => <OfficerLines row={row} onEnd={(assignment) => setEnding({ row, assignment })} />,
          },
          {
            key: 'do',
            title: m.assign,
            cell: (row) =>
              row.allowedActions.includes('assign') ? (
                <Button small onClick={() => setAssigning(row)}>
                  {m.assign}
                </Button>
              ) : null,
          },
        ]}
        empty={{ icon: 'check', title: m.nothing, detail: m.nothingText }}
      />
      {assigning && <AssignDialog target={assigning} byUnitId={unitId} onClose={() => setAssigning(null)} />}
      {ending && <EndDialog {...ending} onClose={() => setEnding(null)} />}
    </>
  )
}
