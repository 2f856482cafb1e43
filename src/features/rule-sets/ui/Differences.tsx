import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import type { RuleSetView } from '../contract.ts'
import * as check from '../checkMessages.ts'

type Difference = RuleSetView['differences'][number]
type Words = (typeof check)['vi']

function textOf({ what, field, code = '', label = '', fields = [] }: Difference, c: Words): string {
  if (what === 'head') return c.change.head(field ? c.headFields[field] : '')
  if (what === 'order' || what === 'thresholds') return c.change[what]
  if (what !== 'changed') return c.change[what](code, label)
  const names: Record<string, string | undefined> = c.itemFields
  return c.change.changed(code, label, fields.map((name) => names[name] ?? name).join(', '))
}

/** What a revision changed, for whoever has to decide on it. */
export function Differences({
  previous,
  differences,
}: {
  previous: { id: string; revision: number }
  differences: readonly Difference[]
}) {
  const c = useMessages(check)
  return (
    <Card title={<Link to={`/rule-sets/${previous.id}`}>{c.differences(previous.revision)}</Link>}>
      {differences.length === 0 ? (
        <p className="muted">{c.noDifferences}</p>
      ) : (
        <ul className="problem-list">
          {differences.map((difference) => (
            <li key={JSON.stringify(difference)}>
              {textOf(difference, c)}
              {difference.before && difference.before !== difference.label && (
                <del className="small muted"> {difference.before}</del>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
