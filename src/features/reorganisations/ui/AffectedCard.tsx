import './PlanTold.css'
import { useSearchParam } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { usePages } from '#platform/web/usePages.ts'
import { formatNumber } from '#shared/format.ts'
import { affectedKinds } from '../affected.ts'
import { listAffected } from '../contract.ts'
import type { AffectedRow, Preview } from '../planPreview.ts'
import * as messages from '../studioMessages.ts'

interface AffectedCardProps {
  planId: string
  version: number
  counts: Preview['affected']
}

/** Registrations, dossiers, titles, targets, scheduled work and documents: each with what becomes of it and why. */
export function AffectedCard({ planId, version, counts }: AffectedCardProps) {
  const m = useMessages(messages)
  const [asked, setKind] = useSearchParam('kind')
  const some = affectedKinds.find((one) => (counts[one]?.count ?? 0) > 0)
  const kind = affectedKinds.find((one) => one === asked) ?? some ?? 'openDossiers'
  const input = { planId, kind }
  const pages = usePages([...keyOf(listAffected, input), version], (from, signal) =>
    call(listAffected, { ...input, ...from }, { signal }),
  )
  const columns: [Column<AffectedRow>, ...Column<AffectedRow>[]] = [
    { key: 'unit', title: m.unit, cell: ({ unit }) => unit.name },
    { key: 'what', title: m.what, cell: ({ what, to }) => (to === null ? what : <Link to={to}>{what}</Link>) },
    {
      key: 'becomes',
      title: m.becomes,
      cell: ({ becomes, asking }) => (
        <div className="plan-told">
          {asking && <StateChip tone="warn">{m.needsSeeing}</StateChip>}
          <span>{becomes}</span>
        </div>
      ),
    },
  ]
  return (
    <>
      <Grid min={18}>
        <SelectField
          label={m.show}
          value={kind}
          onChange={setKind}
          options={affectedKinds.map((value) => ({
            value,
            label: `${m.kinds[value]} (${formatNumber(counts[value]?.count ?? 0)})`,
          }))}
        />
      </Grid>
      <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
      {!pages.rows && !pages.problem && <Loading as="table" />}
      {pages.rows && (
        <Card flush>
          <DataTable
            label={m.kinds[kind]}
            columns={columns}
            rows={pages.rows}
            keyOf={({ id }) => id}
            onMore={pages.onMore}
            busy={pages.busy}
            empty={
              <EmptyState icon="check" title={m.noneAffected}>
                {m.noneAffectedText}
              </EmptyState>
            }
          />
        </Card>
      )}
    </>
  )
}
