import { LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { formatDate } from '#shared/format.ts'
import { draftReorganisations, listPlans, type PlanRow } from '../contract.ts'
import * as listMessages from '../listMessages.ts'
import * as messages from '../screenMessages.ts'
import { PlanState } from './PlanState.tsx'

/** Every plan within the reader's province, the latest day first. */
export function ReorganisationsPage() {
  const m = useMessages(messages)
  const lists = useMessages(listMessages)
  const mayDraft = useMay(draftReorganisations)
  const { data, problem, refetch } = useQueryOf(listPlans, {})
  const columns: [Column<PlanRow>, ...Column<PlanRow>[]] = [
    { key: 'title', title: m.name, cell: ({ title }) => title },
    { key: 'state', title: m.state, cell: ({ state }) => <PlanState state={state} /> },
    { key: 'effective', title: m.effective, cell: ({ effective }) => formatDate(effective) },
    { key: 'draftedBy', title: m.draftedBy, cell: ({ draftedBy }) => draftedBy ?? '—' },
    { key: 'approvedBy', title: m.approvedBy, cell: ({ approvedBy }) => approvedBy ?? '—' },
  ]
  return (
    <>
      <PageHeader
        title={m.title}
        detail={m.detail}
        actions={
          mayDraft && (
            <>
              <LinkButton to="/reorganisations/unit-lists" icon="upload">
                {lists.imports}
              </LinkButton>
              <LinkButton to="/reorganisations/from-lists" icon="file">
                {lists.fromList}
              </LinkButton>
            </>
          )
        }
        main={
          mayDraft && (
            <LinkButton to="/reorganisations/new" look="main" icon="plus">
              {m.start}
            </LinkButton>
          )
        }
      />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="table" />}
      {data && (
        <Card flush>
          <DataTable
            label={m.title}
            columns={columns}
            rows={data.items}
            keyOf={({ id }) => id}
            toOf={({ id }) => `/reorganisations/${id}`}
            empty={
              <EmptyState icon="tree" title={m.empty}>
                {m.emptyText}
              </EmptyState>
            }
          />
        </Card>
      )}
    </>
  )
}
