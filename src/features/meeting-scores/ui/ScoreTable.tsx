import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { isLeaf, type Leaf } from '#features/rule-sets/item.ts'
import { formatNumber } from '#shared/format.ts'
import type { MeetingScores, ScoreView } from '../contract.ts'
import * as messages from '../messages.ts'
import { factOf } from '../sheet.ts'
import { verdictWords } from './answers.ts'

type Line = { key: string; item: Leaf | null }
type Columns = [Column<Line>, ...Column<Line>[]]

/** Row by row what each has judged; where they differ it is said. The sum stands first. */
export function ScoreTable({ of }: { of: MeetingScores }) {
  const m = useMessages(messages)
  const { sheet, scores, filled } = of
  if (!sheet || scores.length === 0)
    return (
      <Card>
        <EmptyState icon="file" title={m.noScores}>
          {m.noScoresText}
        </EmptyState>
      </Card>
    )
  const verdictIn = (score: ScoreView, code: string) =>
    score.filled.includes(code) ? filled[code] : score.verdicts[code]
  const labelOf = (level: string | null) => sheet.content.thresholds.find((one) => one.level === level)?.label ?? '—'
  const titleOf = ({ source, scorer }: ScoreView) =>
    [m.sources[source], scorer && (scorer.name ?? m.hiddenScorer)].filter(Boolean).join(': ')
  const differs = (item: Leaf) =>
    new Set(scores.map((score) => verdictWords(item, verdictIn(score, item.code), m))).size > 1
  const lines: Line[] = [
    { key: 'sum', item: null },
    ...sheet.content.items.filter(isLeaf).map((item) => ({ key: item.code, item })),
  ]
  const columns: Columns = [
    {
      key: 'row',
      title: m.row,
      cell: ({ item }) =>
        item === null ? (
          <span className="strong">{m.sum}</span>
        ) : (
          <span>
            {item.code} {item.label} <FactWords of={of} code={item.code} />
            {differs(item) && <StateChip tone="warn">{m.differs}</StateChip>}
          </span>
        ),
    },
    ...scores.map(
      (score): Column<Line> => ({
        key: score.id,
        title: titleOf(score),
        cell: ({ item }) =>
          item === null ? (
            <span className="strong">
              {m.sumOf(formatNumber(score.points), formatNumber(score.of))} ·{' '}
              {labelOf(score.agreedLevel ?? score.level)}
            </span>
          ) : (
            verdictWords(item, verdictIn(score, item.code), m)
          ),
      }),
    ),
  ]
  const own = scores.find(({ source }) => source === 'cell')
  return (
    <>
      <Card flush>
        <DataTable label={m.scores(of.period)} rows={lines} keyOf={({ key }) => key} columns={columns} />
      </Card>
      {own && (own.votes !== null || own.weaknesses !== '' || own.remedies !== '') && (
        <Card title={m.sources.cell}>
          {own.votes && (
            <p>
              {m.vote}: {m.voted(own.votes)}
            </p>
          )}
          {own.weaknesses !== '' && (
            <p>
              {m.weaknesses}: {own.weaknesses}
            </p>
          )}
          {own.remedies !== '' && (
            <p>
              {m.remedies}: {own.remedies}
            </p>
          )}
        </Card>
      )}
    </>
  )
}

function FactWords({ of, code }: { of: MeetingScores; code: string }) {
  const m = useMessages(messages)
  const fact = of.sheet && factOf(of.sheet.content.code, code)
  return fact ? <span className="small muted">({m.facts(of.facts, fact)}) </span> : null
}
