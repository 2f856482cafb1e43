import { call } from '#platform/web/api.ts'
import { usePages } from '#platform/web/usePages.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { useLabel, useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { formatDate } from '#shared/format.ts'
import { listRuleSets, type RuleSetSummary, writeRuleSets } from '../contract.ts'
import * as messages from '../messages.ts'
import { RuleSetChip } from './RuleSetChip.tsx'
import { RuleSetNotices } from './RuleSetNotices.tsx'
import { ShippedRuleSets } from './ShippedRuleSets.tsx'

/** Every revision of every criteria set, newest first under its code. */
export function RuleSetsPage() {
  const m = useMessages(messages)
  const label = useLabel()
  const mayWrite = useMay(writeRuleSets)
  const pages = usePages(keyOf(listRuleSets), (from, signal) => call(listRuleSets, from, { signal }))
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
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
        <ListCard
          pages={pages}
          label={m.ruleSets}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => `/rule-sets/${id}`}
          empty={{ icon: 'shield', title: m.empty, detail: m.emptyDetail }}
        />
        {mayWrite && pages.rows && <ShippedRuleSets present={pages.rows.map(({ code }) => code)} />}
      </Stack>
    </>
  )
}
