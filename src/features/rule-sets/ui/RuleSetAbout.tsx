import { JournalLink } from '#platform/web/JournalLink.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Fact, Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { formatDate, formatInstant } from '#shared/format.ts'
import type { RuleSetView } from '../contract.ts'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'
import { Differences } from './Differences.tsx'

/** Where a set comes from, how long it holds, who answers for it, and what it changed. */
export function RuleSetAbout({ set }: { set: RuleSetView }) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const { legal, previous } = set
  const facts: Fact[] = [
    {
      label: m.legal,
      value: legal ? `${legal.number}, ${formatDate(legal.date)}, ${legal.issuer}` : m.noLegal,
    },
    {
      label: m.inForce,
      value: m.effective(formatDate(set.effectiveFrom), set.effectiveTo && formatDate(set.effectiveTo)),
    },
    { label: e.purpose, value: m.purposes[set.purpose] },
    { label: m.draftedBy, value: set.drafters.map(({ name }) => name).join(', ') || null },
    { label: m.publishedByLabel, value: set.publishedBy },
    { label: m.publishedOn, value: set.publishedAt && formatInstant(set.publishedAt) },
  ]
  return (
    <>
      <Card title={m.about}>
        <Facts facts={facts} />
        <JournalLink objectType="rule_set" objectId={set.id} />
        {set.contentHash && (
          <details>
            <summary className="small">{m.fingerprint}</summary>
            <p className="small muted">{m.fingerprintHint}</p>
            <code className="small">{set.contentHash}</code>
          </details>
        )}
      </Card>
      {previous && <Differences previous={previous} differences={set.differences} />}
    </>
  )
}
