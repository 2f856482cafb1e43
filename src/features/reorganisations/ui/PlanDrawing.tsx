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
  /** The place of a unit in the list below. */
  numberOf: (side: 'before' | 'after', unitId: string) => string
}

const widths = { wide: 560, narrow: 320 }
/** So much of the neighbours is seen around what changes. */
const AROUND = 0.12
/** More names than these cannot be read on a drawing; where there is little room, the numbers of the list stand there. */
const NAMED = 24
const NUMBERED = 60

/** Both sides in one frame, so that the same place is at the same spot. */
export function PlanDrawing({ map, titles, numberOf }: PlanDrawingProps) {
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
  return (
    <div className="plan-drawing">
      <div className="plan-drawing-sides">
        {(['before', 'after'] as const).map((side) => (
          <figure key={side}>
            <figcaption>{titles[side]}</figcaption>
            <Side
              places={map[side]}
              frame={frame}
              width={width}
              textOf={(unitId) => (narrow ? numberOf(side, unitId) : null)}
            />
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
  /** A number instead of the name. */
  textOf: (unitId: string) => string | null
}

function Side({ places, frame: { height, path, middle }, width, textOf }: SideProps) {
  const id = useId()
  const changing = places.filter(({ mark }) => mark !== null)
  const margin = Math.max(width, height) * AROUND
  const numbers = changing.some(({ unit }) => textOf(unit.id) !== null)
  const size = (width + 2 * margin) / (numbers ? 20 : 34)
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
      {changing.length <= (numbers ? NUMBERED : NAMED) &&
        changing.map(({ unit, geometry }) => {
          const [x, y] = middle(geometry)
          return (
            <text key={unit.id} x={x} y={y} className="plan-drawing-text" fontSize={size}>
              {textOf(unit.id) ?? unit.name}
            </text>
          )
        })}
    </svg>
  )
}
