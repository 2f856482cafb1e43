import './PlanFigures.css'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatNumber } from '#shared/format.ts'
import { affectedKinds } from '../affected.ts'
import { marks } from '../becoming.ts'
import type { Preview } from '../planPreview.ts'
import * as messages from '../studioMessages.ts'

interface Line {
  key: string
  label: string
  count: number
  to: string
  asking?: number
}

/** How much the plan touches: every figure opens the list behind it. */
export function PlanFigures({ planId, preview }: { planId: string; preview: Preview }) {
  const m = useMessages(messages)
  const here = `/reorganisations/${planId}`
  const units = marks.flatMap((mark): Line[] => {
    const count = preview.units[mark]
    return count ? [{ key: mark, label: m.marks[mark], count, to: `${here}?tab=units&mark=${mark}` }] : []
  })
  const work = affectedKinds.map((kind): Line => {
    const { count, asking } = preview.affected[kind] ?? { count: 0, asking: 0 }
    return { key: kind, label: m.kinds[kind], count, asking, to: `${here}?tab=affected&kind=${kind}` }
  })
  const people: Line[] = [
    { key: 'people', label: m.people, count: preview.people, to: `${here}?tab=people` },
    { key: 'ending', label: m.positionsEnding, count: preview.positionsEnding, to: `${here}?tab=people` },
    { key: 'cells', label: m.cells, count: preview.cells, to: `${here}?tab=units` },
  ]
  if (units.length === 0) return <p className="muted">{m.nothingYet}</p>
  return (
    <Card title={m.counts}>
      <div className="plan-figures">
        <Stack gap={20}>
          <Lines title={m.unitCounts} lines={units} />
          <Lines title={m.peopleCounts} lines={people} />
        </Stack>
        <Lines title={m.workCounts} lines={work} />
      </div>
    </Card>
  )
}

function Lines({ title, lines }: { title: string; lines: readonly Line[] }) {
  const m = useMessages(messages)
  const some = lines.filter(({ count }) => count > 0)
  const none = lines.filter(({ count }) => count === 0).map(({ label }) => label)
  return (
    <section>
      <h3>{title}</h3>
      <ul className="plan-figures-lines">
        {some.map(({ key, label, count, to, asking = 0 }) => (
          <li key={key}>
            <Link to={to}>{label}</Link>
            <span className="plan-figures-count">{formatNumber(count)}</span>
            {asking > 0 && <StateChip tone="warn">{m.asking(formatNumber(asking))}</StateChip>}
          </li>
        ))}
      </ul>
      {none.length > 0 && <p className="small muted plan-figures-none">{m.untouched(none.join(', '))}</p>}
    </section>
  )
}
