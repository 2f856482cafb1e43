import { useState } from 'react'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { formatDate, formatPercent } from '#shared/format.ts'
import { getScoreSettings, reviewScores, type ScoreReview } from '../contract.ts'
import * as messages from '../reviewMessages.ts'
import * as scoreMessages from '../messages.ts'
import { DivergenceTable } from './DivergenceTable.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'

/** Whether what cells say of themselves agrees with what others found: shares, by cell, by scorer, over time. */
export function ReviewPage() {
  const m = useMessages(messages)
  const unitId = useParam('unitId')
  const [settling, setSettling] = useState(false)
  const { data, problem, refetch } = useQueryOf(reviewScores, { unitId })
  const settings = useQueryOf(getScoreSettings, { unitId })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const may = settings.data?.allowedActions.includes('settle')
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.review}
        crumbs={[{ text: data.unitName, to: `/units/${unitId}` }]}
        detail={`${m.intro} ${m.between(formatDate(data.from), formatDate(data.to))}`}
        actions={may && <Button onClick={() => setSettling(true)}>{m.settle}</Button>}
      />
      <SharesCard of={data} />
      {data.divergence === null ? (
        <Card>
          <EmptyState icon="chart" title={m.none}>
            {m.noneText}
          </EmptyState>
        </Card>
      ) : (
        <Divergences of={data} />
      )}
      {settling && settings.data && (
        <SettingsDialog unitId={unitId} settings={settings.data} onClose={() => setSettling(false)} />
      )}
    </Stack>
  )
}

function SharesCard({ of }: { of: ScoreReview }) {
  const m = useMessages(messages)
  const shareWords = ({ good, of: all }: ScoreReview['claimed']) => `${good}/${all} · ${formatPercent(good, all)}`
  return (
    <Card tone={of.verdict === 'above' ? 'warn' : 'plain'}>
      <Stack>
        <Facts
          facts={[
            { label: m.claimed, value: shareWords(of.claimed) },
            { label: m.inspected, value: shareWords(of.inspected) },
            { label: m.official, value: shareWords(of.official) },
          ]}
        />
        <p className="strong">{m.verdicts[of.verdict]}</p>
        {of.interval && (
          <p className="small muted">
            {m.interval(formatPercent(of.interval.low, 1), formatPercent(of.interval.high, 1))}
          </p>
        )}
      </Stack>
    </Card>
  )
}

function Divergences({ of }: { of: ScoreReview }) {
  const m = useMessages(messages)
  const w = useMessages(scoreMessages)
  return (
    <>
      <DivergenceTable
        title={m.byCell}
        what={m.cell}
        rows={of.byCell.map(({ unitId, name, divergence }) => ({ key: unitId, name, divergence }))}
      />
      <DivergenceTable
        title={m.byScorer}
        what={m.scorer}
        rows={of.byScorer.map(({ id, source, name, unitName, divergence }) => ({
          key: `${source}/${id}`,
          name: source === 'cell' ? `${name ?? w.hiddenScorer}, ${unitName}` : `${name ?? ''}, ${w.sources[source]}`,
          divergence,
        }))}
      />
      <DivergenceTable
        title={m.byMonth}
        what={m.month}
        rows={of.byMonth.map(({ month, divergence }) => ({
          key: month,
          name: `${month.slice(5, 7)}/${month.slice(0, 4)}`,
          divergence,
        }))}
      />
    </>
  )
}
