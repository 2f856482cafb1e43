import { Bar } from '#platform/web/Bar.tsx'
import { call, type OutputOf } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TreeTable } from '#platform/web/TreeTable.tsx'
import { formatNumber } from '#shared/format.ts'
import { getProgress } from '../contract.ts'
import * as messages from '../messages.ts'
import { type ReportInput, reportPath } from './question.ts'
import './ReportsPage.css'

type Progress = OutputOf<typeof getProgress>
type Row = Progress['below'][number] & { id: string; hasChildren: boolean }
type Line = Row['lines'][number]

const asRow = (row: Progress['below'][number]): Row => ({ ...row, id: row.unitId, hasChildren: row.opens })

/** Units below with their figures, opening level by level; every figure leads to its cells. */
export function UnitTree({ progress, input }: { progress: Progress; input: ReportInput }) {
  const m = useMessages(messages)
  const { below, rest, year } = progress
  if (below.length === 0) return <EmptyState title={m.screen.noUnits}>{m.screen.noUnitsText}</EmptyState>
  const line = (row: Row, wanted: Line['denominator']) => row.lines.find(({ denominator }) => denominator === wanted)
  const fraction = (wanted: Line['denominator']) => (row: Row) => (
    <Fraction line={line(row, wanted)} to={reportPath({ ...input, unitId: row.id }, wanted)} />
  )
  return (
    <Card flush>
      <TreeTable
        label={m.screen.unitTable}
        nameTitle={m.screen.unitName}
        rows={below.map(asRow)}
        load={async (unitId) => (await call(getProgress, { ...input, unitId })).below.map(asRow)}
        loadKey={[input.asOf, input.basis, year]}
        toOf={(row) => reportPath({ ...input, unitId: row.id })}
        badge={(row) =>
          row.standings.map((kind) => (
            <StateChip key={kind} tone="gold" icon="flag">
              {m.standings[kind] ?? kind}
            </StateChip>
          ))
        }
        columns={[
          { key: 'cells', title: m.screen.cells, end: true, cell: ({ cells }) => formatNumber(cells) },
          { key: 'held', title: m.screen.held, end: true, cell: ({ held }) => formatNumber(held) },
          { key: 'year', title: m.screen.registered(year), end: true, cell: fraction('YEAR_REGISTERED') },
          { key: 'ntm', title: m.screen.ntm, end: true, cell: fraction('NTM_COMMUNE_CELLS') },
          { key: 'all', title: m.screen.share, end: true, cell: fraction('ALL_CELLS') },
          {
            key: 'bar',
            title: m.screen.bar,
            cell: ({ held, cells }) => cells > 0 && <Bar numerator={held} over={cells} />,
          },
        ]}
      />
      <p className="reports-note">
        {rest && `${m.screen.rest(formatNumber(rest.cells), formatNumber(rest.held))} `}
        {m.screen.pressFigure}
      </p>
    </Card>
  )
}

/** `14/12 · 116,7%`, leading to its cells; where there is no figure, the word for it. */
function Fraction({ line, to }: { line: Line | undefined; to: string }) {
  const m = useMessages(messages)
  if (!line) return null
  if (line.over === null || line.percent === null) {
    const word = line.state === 'missing' ? m.screen.noTarget : m.states[line.state]
    return (
      <span className="muted" title={word}>
        <span aria-hidden="true">{line.numerator > 0 ? `${formatNumber(line.numerator)}/—` : '—'}</span>
        <span className="unseen">{word}</span>
      </span>
    )
  }
  return (
    <Link to={to} className="reports-fraction">
      {formatNumber(line.numerator)}/{formatNumber(line.over)} <span className="muted">{line.percent}</span>
    </Link>
  )
}
