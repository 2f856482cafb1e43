import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { RuleSetNotice } from '../ruleSet.ts'
import * as messages from '../messages.ts'

/** What must be said wherever a set is used: that it is an example, that its wording is still to come. */
export function RuleSetNotices({ notices }: { notices: readonly RuleSetNotice[] }) {
  const m = useMessages(messages)
  if (notices.length === 0) return null
  return (
    <Row gap={8}>
      {notices.map((one) => (
        <StateChip key={one.notice} tone="warn">
          {one.notice === 'to_be_entered' ? m.notice.to_be_entered(one.count, one.of) : m.notice[one.notice]}
        </StateChip>
      ))}
    </Row>
  )
}
