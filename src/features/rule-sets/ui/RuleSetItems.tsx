import { useMessages } from '#platform/web/lang.tsx'
import { formatNumber } from '#shared/format.ts'
import { depthOf } from '../draft.ts'
import { isLeaf, type Item, type Leaf, maxPointsOf, type Option } from '../item.ts'
import * as messages from '../messages.ts'
import { itemName } from '../messages.ts'
import './RuleSetItems.css'

/** The items of a set to read, in the order of the document. */
export function RuleSetItems({ items }: { items: readonly Item[] }) {
  const m = useMessages(messages)
  return (
    <ol className="rule-items">
      {items.map((item) => (
        <li key={item.code} className="rule-item" style={{ paddingLeft: `${20 + depthOf(items, item) * 24}px` }}>
          <span className="rule-item-code muted">{item.code}</span>
          <div>
            <p className={isLeaf(item) ? undefined : 'strong'}>{itemName(item, m)}</p>
            {isLeaf(item) && <Judged item={item} />}
            {item.evidenceHint && (
              <p className="small muted">
                {m.evidence}: {item.evidenceHint}
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  )
}

/** How an item is judged, in one line; its options below it. */
function Judged({ item }: { item: Leaf }) {
  const m = useMessages(messages)
  const most = maxPointsOf(item)
  const words = [
    item.mandatory ? m.mandatory : m.optional,
    m.modes[item.mode],
    item.mode === 'computed' ? m.sources[item.source] : null,
    most === null ? null : m.points(formatNumber(most)),
    item.mode === 'points' && item.passFrom !== null ? m.passAt(formatNumber(item.passFrom)) : null,
    item.mayNotApply ? m.mayNotApply : null,
  ]
  return (
    <>
      <p className="small muted">{words.filter((word) => word !== null).join(' · ')}</p>
      {'options' in item && (
        <ul className="small rule-options">
          {item.options.map((option) => (
            <li key={option.code}>{optionText(option, m)}</li>
          ))}
        </ul>
      )}
    </>
  )
}

function optionText({ label, points, passes }: Option, m: (typeof messages)['vi']): string {
  return [label, points === null ? null : m.points(formatNumber(points)), passes ? m.met : m.notMet]
    .filter((word) => word !== null)
    .join(' · ')
}
