import './PlanDrawing.css'
import { useId } from 'react'
import { useMessages } from '#platform/web/lang.tsx'
import { useNarrow } from '#platform/web/useNarrow.ts'
import { projection } from '#features/reports/outline.ts'
import { type Mark, marks } from '../becoming.ts'
import type { PlanMap } from '../planPreview.ts'
import * as messages from '../studioMessages.ts'

type Drawn = PlanMap['before'][number]

interface PlanDrawingProps {
  map: PlanMap
  titles: { before: string; after: string }
}

const widths = { wide: 560, narrow: 320 }
/** So much of the neighbours is seen around what changes. */
const AROUND = 0.12
/** So many names can be read on one drawing. */
const NAMED = { wide: 24, narrow: 8 }

/** Both sides in one frame, so that the same place is at the same spot. */
export function PlanDrawing({ map, titles }: PlanDrawingProps) {
  const m = useMessages(messages)
  const narrow = useNarrow()
  const width = narrow ? widths.narrow : widths.wide
  const all = [...map.before, ...map.after]
  const changing = all.filter(({ mark }) => mark !== null)
  const frame = projection(
    changing.map(({ geometry }) => geometry),
    width,
    true,
  )
  const used = marks.filter((mark) => all.some((one) => one.mark === mark))
  const named = narrow ? NAMED.narrow : NAMED.wide
  return (
    <div className="plan-drawing">
      <div className="plan-drawing-sides">
        {(['before', 'after'] as const).map((side) => (
          <figure key={side}>
            <figcaption>{titles[side]}</figcaption>
            <Side places={map[side]} frame={frame} width={width} named={named} />
          </figure>
        ))}
      </div>
      <ul className="plan-drawing-legend">
        {[...used, null].map((mark) => (
          <li key={mark ?? 'ground'}>
            <Key mark={mark} />
            <span>{mark === null ? m.ground : m.marks[mark]}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

const classOf = (mark: Mark | null) => `plan-place plan-place-${mark ?? 'ground'}`

function Key({ mark }: { mark: Mark | null }) {
  const id = useId()
  return (
    <svg viewBox="0 0 28 20" className="plan-drawing-key" aria-hidden="true">
      <Hatch id={id} />
      <rect x="1" y="1" width="26" height="18" className={classOf(mark)} />
      {hatched(mark) && <rect x="1" y="1" width="26" height="18" fill={`url(#${id})`} />}
    </svg>
  )
}

/** Units that go are hatched besides their colour, so that neither is needed alone. */
const hatched = (mark: Mark | null) => mark === 'merged' || mark === 'split' || mark === 'ended' || mark === 'gives'

function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="1.6" height="7" className="plan-drawing-ink" />
      </pattern>
    </defs>
  )
}

interface SideProps {
  places: readonly Drawn[]
  frame: ReturnType<typeof projection>
  width: number
  named: number
}

function Side({ places, frame: { height, path, middle }, width, named }: SideProps) {
  const id = useId()
  const changing = places.filter(({ mark }) => mark !== null)
  const margin = Math.max(width, height) * AROUND
  const size = (width + 2 * margin) / 34
  return (
    <svg viewBox={`${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`} aria-hidden="true">
      <Hatch id={id} />
      {places.map(({ unit, mark, geometry }) => {
        const d = path(geometry)
        return (
          <g key={unit.id} fillRule="evenodd">
            <path d={d} className={classOf(mark)}>
              <title>{unit.name}</title>
            </path>
            {hatched(mark) && <path d={d} fill={`url(#${id})`} />}
          </g>
        )
      })}
      {changing.length <= named &&
        changing.map(({ unit, geometry }) => {
          const [x, y] = middle(geometry)
          return (
            <text key={unit.id} x={x} y={y} className="plan-drawing-text" fontSize={size}>
              {unit.name}
            </text>
          )
        })}
    </svg>
  )
}
