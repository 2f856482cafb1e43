import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { type Crumb, PageHeader } from '#platform/web/PageHeader.tsx'
import { formatNumber } from '#shared/format.ts'
import type { RuleSetView } from '../contract.ts'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'
import { RuleSetAbout } from './RuleSetAbout.tsx'
import { RuleSetChip } from './RuleSetChip.tsx'
import { RuleSetItems } from './RuleSetItems.tsx'
import { RuleSetMain } from './RuleSetMain.tsx'
import { RuleSetMenu } from './RuleSetMenu.tsx'
import { RuleSetNotices } from './RuleSetNotices.tsx'

/** A set to read: what it asks, where it comes from, how it differs from the one before. */
export function PublishedRuleSet({ set, crumbs }: { set: RuleSetView; crumbs: Crumb[] }) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const { thresholds } = set.content
  return (
    <>
      <PageHeader
        title={set.title.vi}
        crumbs={crumbs}
        state={<RuleSetChip set={set} />}
        detail={`${set.code} · ${m.revision(set.revision)}`}
        actions={<RuleSetMenu set={set} />}
        main={<RuleSetMain set={set} />}
      />
      <Split aside={<RuleSetAbout set={set} />}>
        <RuleSetNotices notices={set.notices} />
        <Card flush title={m.counts(set.counts.standards, set.counts.conditions, set.counts.criteria)}>
          <RuleSetItems items={set.content.items} />
        </Card>
        {thresholds.length > 0 && (
          <Card title={e.thresholds}>
            <Stack gap={4}>
              {thresholds.map(({ level, label, minInclusive, maxExclusive }) => (
                <span key={level}>
                  <span className="strong">{label}</span>: {e.thresholdFrom.toLowerCase()} {formatNumber(minInclusive)}
                  {maxExclusive !== null && ` ${e.thresholdTo} ${formatNumber(maxExclusive)}`}
                </span>
              ))}
            </Stack>
          </Card>
        )}
      </Split>
    </>
  )
}
