import { call } from '#platform/web/api.ts'
import { usePages } from '#platform/web/usePages.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { listProgrammes, type ProgrammeView, writeProgrammes } from '../contract.ts'
import * as messages from '../messages.ts'
import { ShippedProgrammes } from './ShippedProgrammes.tsx'

type Line = Pick<ProgrammeView, 'id' | 'name' | 'plan' | 'term' | 'ruleSets' | 'notEntered'>
/** Every programme, with the plan it comes from and the criteria it uses. */
export function ProgrammesPage() {
  const m = useMessages(messages)
  const mayWrite = useMay(writeProgrammes)
  const pages = usePages(keyOf(listProgrammes), (from, signal) => call(listProgrammes, from, { signal }))
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
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
        <ListCard
          pages={pages}
          label={m.programmes}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => `/programmes/${id}`}
          empty={{ icon: 'calendar', title: m.empty, detail: m.emptyDetail }}
        />
        {mayWrite && pages.rows && <ShippedProgrammes present={pages.rows.map(({ code }) => code)} />}
      </Stack>
    </>
  )
}
