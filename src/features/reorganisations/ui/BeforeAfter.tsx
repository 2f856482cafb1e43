import './BeforeAfter.css'
import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import type { IconName } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip, type Tone } from '#platform/web/StateChip.tsx'
import { formatNumber } from '#shared/format.ts'
import type { Preview } from '../contract.ts'
import * as messages from '../screenMessages.ts'

type Becoming = Preview['becomes'][number]
const marks = ['merged', 'split', 'ended', 'new', 'changed', 'moved'] as const
type Mark = (typeof marks)[number]
const PAGE = 20

const looks: Record<Mark, { tone: Tone; icon: IconName }> = {
  merged: { tone: 'slate', icon: 'return' },
  split: { tone: 'warn', icon: 'out' },
  ended: { tone: 'late', icon: 'close' },
  new: { tone: 'met', icon: 'plus' },
  changed: { tone: 'gold', icon: 'edit' },
  moved: { tone: 'neutral', icon: 'right' },
}

/** An ended unit has gone into one, into several, or into none. */
function markOf({ what, successors }: Becoming): Mark {
  if (what !== 'ended') return what
  if (successors.length === 0) return 'ended'
  return successors.length === 1 ? 'merged' : 'split'
}

/** Every unit the plan touches, as it is the day before and from the day on, side by side. */
export function BeforeAfter({ becomes }: { becomes: readonly Becoming[] }) {
  const m = useMessages(messages)
  const [shown, setShown] = useState(PAGE)
  const rows = becomes
    .map((one) => ({ ...one, mark: markOf(one) }))
    .toSorted((one, other) => marks.indexOf(one.mark) - marks.indexOf(other.mark))
  return (
    <Card title={m.beforeAfter} aside={<span className="muted">{formatNumber(rows.length)}</span>}>
      {rows.length === 0 && <p className="muted">{m.noPreview}</p>}
      {rows.length > 0 && (
        <table className="before-after">
          <thead>
            <tr>
              <th scope="col">{m.what}</th>
              <th scope="col">{m.before}</th>
              <th scope="col">{m.after}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map(({ unit, mark, before, after, successors }) => (
              <tr key={unit.id} className={`before-after-${mark}`}>
                <td>
                  <StateChip {...looks[mark]}>{m.marks[mark]}</StateChip>
                </td>
                <td>
                  <span className="before-after-when small muted">{m.before}</span>
                  {before ?? <span className="muted">{m.nothing}</span>}
                </td>
                <td>
                  <span className="before-after-when small muted">{m.after}</span>
                  {after ?? (successors.map(({ name }) => name).join('; ') || m.nothing)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > shown && (
        <Button onClick={() => setShown(shown + PAGE)}>{m.more(Math.min(PAGE, rows.length - shown))}</Button>
      )}
    </Card>
  )
}
