import { useState } from 'react'
import { LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { formatDate } from '#shared/format.ts'
import { listRuleSets, type RuleSetSummary, writeRuleSets } from '../contract.ts'
import * as messages from '../messages.ts'
import { RuleSetChip } from './RuleSetChip.tsx'
import { RuleSetNotices } from './RuleSetNotices.tsx'
import { ShippedRuleSets } from './ShippedRuleSets.tsx'

const PAGE = 50
const MOST = 200

/** Every revision of every criteria set, newest first under its code. */
export function RuleSetsPage() {
  const m = useMessages(messages)
  const label = useLabel()
  const mayWrite = useMay(writeRuleSets)
  const [limit, setLimit] = useState(PAGE)
  const { data, problem, refetch, isFetching } = useQueryOf(listRuleSets, { limit })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  const columns: [Column<RuleSetSummary>, ...Column<RuleSetSummary>[]] = [
    {
      key: 'title',
      title: m.ruleSets,
      cell: ({ title, code, notices }) => (
        <Stack gap={4}>
          <span>{label({ vi: title.vi, en: title.en || title.vi })}</span>
          <span className="small muted">{code}</span>
          <RuleSetNotices notices={notices} />
        </Stack>
      ),
    },
    { key: 'revision', title: m.issue, cell: ({ revision }) => m.revision(revision) },
    { key: 'state', title: m.state, cell: (set) => <RuleSetChip set={set} /> },
    {
      key: 'effective',
      title: m.inForce,
      cell: ({ effectiveFrom, effectiveTo }) =>
        m.effective(formatDate(effectiveFrom), effectiveTo && formatDate(effectiveTo)),
    },
    {
      key: 'counts',
      title: m.holds,
      cell: ({ counts }) => m.counts(counts.standards, counts.conditions, counts.criteria),
    },
  ]
  return (
    <>
      <PageHeader
        title={m.ruleSets}
        detail={m.ruleSetsDetail}
        actions={
          mayWrite && (
            <LinkButton to="/rule-sets/import" icon="upload">
              {m.importFile}
            </LinkButton>
          )
        }
        main={
          mayWrite && (
            <LinkButton to="/rule-sets/new" look="main" icon="plus">
              {m.newSet}
            </LinkButton>
          )
        }
      />
      <Stack gap={24}>
        {data ? (
          <Card flush>
            <DataTable
              label={m.ruleSets}
              columns={columns}
              rows={data.items}
              keyOf={({ id }) => id}
              toOf={({ id }) => `/rule-sets/${id}`}
              empty={
                <EmptyState icon="shield" title={m.empty}>
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
        {mayWrite && data && <ShippedRuleSets present={data.items.map(({ code }) => code)} />}
      </Stack>
    </>
  )
}
