import { useParam } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { getRuleSet } from '../contract.ts'
import * as messages from '../messages.ts'
import { DraftEditor } from './DraftEditor.tsx'
import { PublishedRuleSet } from './PublishedRuleSet.tsx'

/** One revision of a set: an editor while it is a draft one may change, a page to read otherwise. */
export function RuleSetPage() {
  const m = useMessages(messages)
  const ruleSetId = useParam('ruleSetId')
  const { data: set, problem, refetch } = useQueryOf(getRuleSet, { ruleSetId })
  if (problem && !set) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!set) return <Loading as="page" />
  const crumbs = [{ text: m.ruleSets, to: '/rule-sets' }]
  return set.allowedActions.includes('change') ? (
    <DraftEditor key={set.id} set={set} crumbs={crumbs} />
  ) : (
    <PublishedRuleSet set={set} crumbs={crumbs} />
  )
}
