import { useSearchParam } from '#platform/web/address.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { type Denominator, denominators } from '#features/targets/target.ts'
import { formatNumber } from '#shared/format.ts'
import { getMap } from '../contract.ts'
import * as messages from '../messages.ts'
import { bandOf } from '../outline.ts'
import { MapDrawing, type Place } from './MapDrawing.tsx'
import { type ReportInput, reportPath } from './question.ts'
import './ReportsPage.css'

type Commune = OutputOf<typeof getMap>['communes'][number]

/** Communes on a map, by progress of one kind; the same as a table for those who read rather than look. */
export function MapCard({ input }: { input: ReportInput }) {
  const m = useMessages(messages)
  const [asked, setKind] = useSearchParam('by')
  const kind: Denominator = denominators.find((one) => one === asked) ?? 'ALL_CELLS'
  const { data, problem, refetch } = useQueryOf(getMap, input)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" count={1} />
  const { communes, schematic, sources, without } = data
  if (communes.length === 0)
    return (
      <EmptyState icon="map" title={m.map.none}>
        {m.map.noneText}
      </EmptyState>
    )
  const places = communes.map((commune) => placeOf(commune, kind, input))
  return (
    <Card
      title={m.map.title}
      aside={
        <SelectField
          label={m.map.colouredBy}
          value={kind}
          onChange={setKind}
          options={denominators.map((value) => ({ value, label: m.denominators[value](input.year ?? null) }))}
        />
      }
    >
      <MapDrawing places={places} geographic={!schematic || sources.length > 0} />
      <p className="small muted">
        {[
          schematic && m.map.schematic,
          sources.length > 0 && m.map.source(sources.join('; ')),
          without.length > 0 && m.map.without(without.map(({ name }) => name).join(', ')),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <details className="reports-more">
        <summary>{m.trend.asTable}</summary>
        <DataTable
          label={m.map.title}
          rows={places}
          keyOf={({ unitId }) => unitId}
          toOf={({ to }) => to}
          columns={[
            { key: 'name', title: m.commune, cell: ({ name }) => name },
            { key: 'figure', title: m.denominators[kind](input.year ?? null), end: true, cell: ({ figure }) => figure },
            { key: 'band', title: m.screen.bar, cell: ({ band }) => m.map.bands[band] },
          ]}
        />
      </details>
    </Card>
  )
}

function placeOf({ unitId, name, lines, geometry }: Commune, kind: Denominator, input: ReportInput): Place {
  const line = lines.find(({ denominator }) => denominator === kind) ?? { numerator: 0, over: null }
  const figure = line.over ? `${formatNumber(line.numerator)}/${formatNumber(line.over)}` : '—'
  return { unitId, name, figure, band: bandOf(line), geometry, to: reportPath({ ...input, unitId }) }
}
