import { useState } from 'react'
import { LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { listProgrammes, type ProgrammeView, writeProgrammes } from '../contract.ts'
import * as messages from '../messages.ts'
import { ShippedProgrammes } from './ShippedProgrammes.tsx'

type Line = Pick<ProgrammeView, 'id' | 'name' | 'plan' | 'term' | 'ruleSets' | 'notEntered'>
const PAGE = 50
const MOST = 200

/** Every programme, with the plan it comes from and the criteria it uses. */
export function ProgrammesPage() {
  const m = useMessages(messages)
  const mayWrite = useMay(writeProgrammes)
  const [limit, setLimit] = useState(PAGE)
  const { data, problem, refetch, isFetching } = useQueryOf(listProgrammes, { limit })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  const columns: [Column<Line>, ...Column<Line>[]] = [
    { key: 'name', title: m.name, cell: ({ name }) => name },
    { key: 'plan', title: m.plan, cell: ({ plan }) => (plan ? `${plan.number}, ${plan.issuer}` : m.noPlan) },
    { key: 'term', title: m.term, cell: ({ term }) => m.termOf(term.fromYear, term.toYear) },
    {
      key: 'ruleSets',
      title: m.ruleSet,
      cell: ({ ruleSets }) =>
        ruleSets.map(({ code, revision }) => `${code} · ${m.revision(revision)}`).join('; ') || '—',
    },
  ]
  return (
    <>
      <PageHeader
        title={m.programmes}
        detail={m.programmesDetail}
        main={
          mayWrite && (
            <LinkButton to="/programmes/new" look="main" icon="plus">
              {m.create}
            </LinkButton>
          )
        }
      />
      <Stack gap={24}>
        {data ? (
          <Card flush>
            <DataTable
              label={m.programmes}
              columns={columns}
              rows={data.items}
              keyOf={({ id }) => id}
              toOf={({ id }) => `/programmes/${id}`}
              empty={
                <EmptyState icon="calendar" title={m.empty}>
                  {m.emptyDetail}
                </EmptyState>
              }
              onMore={data.next !== null && limit < MOST ? () => setLimit(limit + PAGE) : undefined}
              busy={isFetching}
            />
          </Card>
        ) : (
          <Loading as="table" />
        )}
        {mayWrite && data && <ShippedProgrammes present={data.items.map(({ code }) => code)} />}
      </Stack>
    </>
  )
}
