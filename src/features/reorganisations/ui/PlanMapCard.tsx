import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { addDays, formatDate, formatNumber } from '#shared/format.ts'
import type { Mark } from '../becoming.ts'
import { getPlanMap } from '../contract.ts'
import type { PlanMap } from '../planPreview.ts'
import * as messages from '../studioMessages.ts'
import { MarkChip } from './MarkChip.tsx'
import { PlanDrawing } from './PlanDrawing.tsx'

interface PlanMapCardProps {
  planId: string
  /** On which the plan changes something, in order. */
  days: readonly [string, ...string[]]
}

const MOST = 12

/** The outlines before and after beside one another; the same as a list for those who read rather than look. */
export function PlanMapCard({ planId, days: [first, ...later] }: PlanMapCardProps) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(getPlanMap, { planId })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" count={1} />
  const changes = [...data.before, ...data.after].some(({ mark }) => mark !== null)
  const rows = rowsOf(data)
  const numbers = new Map(rows.map(({ key, number }) => [key, number]))
  const titles = {
    before: m.mapBefore(formatDate(addDays(first, -1))),
    after: m.mapAfter(formatDate(later.at(-1) ?? first)),
  }
  return (
    <Card title={m.tabs.map}>
      {changes ? (
        <>
          <p className="muted">{m.mapText}</p>
          <PlanDrawing map={data} titles={titles} numberOf={(side, unitId) => numbers.get(`${side}/${unitId}`) ?? ''} />
        </>
      ) : (
        <EmptyState icon="map" title={m.noMap}>
          {m.noMapText}
        </EmptyState>
      )}
      <Remarks map={data} />
      {changes && <MapAsList rows={rows} titles={titles} />}
    </Card>
  )
}

function Remarks({ map: { sources, schematic, without } }: { map: PlanMap }) {
  const m = useMessages(messages)
  const names = without.slice(0, MOST).map(({ name }) => name)
  const rest = without.length - names.length
  const told = [
    schematic && m.schematic,
    sources.length > 0 && m.source(sources.join('; ')),
    without.length > 0 && m.without(rest > 0 ? m.many(names.join(', '), formatNumber(rest)) : names.join(', ')),
  ]
  return <p className="small muted">{told.filter(Boolean).join(' ')}</p>
}

type Titles = { before: string; after: string }

type Row = Omit<PlanMap['before'][number], 'geometry' | 'mark'> & {
  key: string
  number: string
  side: keyof Titles
  mark: Mark
}

/** What changes, side by side, numbered as on the drawing. */
const rowsOf = (map: PlanMap): Row[] =>
  (['before', 'after'] as const)
    .flatMap((side) =>
      map[side].flatMap(({ unit, mark, instead }) =>
        mark === null ? [] : [{ key: `${side}/${unit.id}`, side, unit, mark, instead }],
      ),
    )
    .map((row, at) => ({ ...row, number: formatNumber(at + 1) }))

function MapAsList({ rows, titles }: { rows: readonly Row[]; titles: Titles }) {
  const m = useMessages(messages)
  return (
    <details className="plan-drawing-list" open={rows.length <= MOST}>
      <summary>{m.mapAsList}</summary>
      <DataTable
        label={m.mapAsList}
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          {
            key: 'unit',
            title: m.unit,
            cell: ({ number, unit, instead }) => (
              <span>
                {number}. {unit.name}
                {instead.length > 0 && <span className="small muted"> ({m.drawnFrom(instead.join(', '))})</span>}
              </span>
            ),
          },
          { key: 'change', title: m.change, cell: ({ mark }) => <MarkChip mark={mark} /> },
          { key: 'side', title: m.side, cell: ({ side }) => titles[side] },
        ]}
      />
    </details>
  )
}
