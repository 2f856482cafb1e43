import { useState } from 'react'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { getMeetingScores, type MeetingScores } from '../contract.ts'
import * as messages from '../messages.ts'
import { DecideDialog } from './DecideDialog.tsx'
import { GiveScoreCard } from './GiveScoreCard.tsx'
import { ScoreTable } from './ScoreTable.tsx'
import { UnlockDialog } from './UnlockDialog.tsx'

export const labelOf = ({ sheet }: Pick<MeetingScores, 'sheet'>, level: string | null): string =>
  sheet?.content.thresholds.find((one) => one.level === level)?.label ?? level ?? '—'

/** The scores of one meeting beside one another, and the level that the committee above decides. */
export function MeetingScoresPage() {
  const m = useMessages(messages)
  const [unitId, meetingId] = [useParam('unitId'), useParam('meetingId')]
  const [doing, setDoing] = useState<'score' | 'decide' | 'unlock' | null>(null)
  const { data, problem, refetch } = useQueryOf(getMeetingScores, { unitId, meetingId })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const may = data.allowedActions
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.scores(data.period)}
        crumbs={[{ text: data.unitName, to: `/units/${unitId}` }]}
        detail={m.scoresIntro}
        state={
          data.officialLevel === null ? (
            <StateChip tone="warn">{`${m.official}: ${m.undecided}`}</StateChip>
          ) : (
            <StateChip tone="met" icon="lock">{`${m.official}: ${labelOf(data, data.officialLevel)}`}</StateChip>
          )
        }
        actions={
          <Row>
            {may.includes('score') && <Button onClick={() => setDoing('score')}>{m.give}</Button>}
            {may.includes('decide') && (
              <Button look="main" onClick={() => setDoing('decide')}>
                {m.decide}
              </Button>
            )}
            {may.includes('unlock') && <Button onClick={() => setDoing('unlock')}>{m.unlock}</Button>}
          </Row>
        }
      />
      {!data.closed && <Card tone="warn">{m.notClosed}</Card>}
      {!data.sheet && <Card tone="warn">{m.noSheetText}</Card>}
      {doing === 'score' && data.sheet && <GiveScoreCard of={data} onClose={() => setDoing(null)} />}
      <ScoreTable of={data} />
      {data.decisions.length > 0 && (
        <Card title={m.history}>
          <ol>
            {data.decisions.map(({ id, step, level, reason, by, on }) => (
              <li key={id}>
                {[formatDate(on), by, m.steps[step], level && labelOf(data, level), reason].filter(Boolean).join(' · ')}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {doing === 'decide' && <DecideDialog of={data} onClose={() => setDoing(null)} />}
      {doing === 'unlock' && <UnlockDialog of={data} onClose={() => setDoing(null)} />}
    </Stack>
  )
}
