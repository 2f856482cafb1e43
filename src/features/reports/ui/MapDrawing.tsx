import { useGo } from '#platform/web/address.ts'
import { useNarrow } from '#platform/web/useNarrow.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { type Band, bands, projection, type Shape } from '../outline.ts'
import './MapDrawing.css'

export interface Place {
  unitId: string
  name: string
  /** `2/6`, written on the place. */
  figure: string
  band: Band
  geometry: Shape
  /** Its own board. */
  to: string
}

/** Drawn at about the size it is seen, so that what is written on it can be read. */
const widths = { wide: 960, narrow: 340 }

/** Each place with its figure on it, in the colour and pattern of its band. The table below says the same in words. */
export function MapDrawing({ places, geographic }: { places: readonly Place[]; geographic: boolean }) {
  const m = useMessages(messages)
  const go = useGo()
  const narrow = useNarrow()
  const width = narrow ? widths.narrow : widths.wide
  const { height, path, middle } = projection(
    places.map(({ geometry }) => geometry),
    width,
    geographic,
  )
  const size = Math.max(12, Math.min(26, (2.6 * Math.sqrt(width * height)) / (places.length + 40)))
  const withNames = !narrow && places.length <= 30
  const withFigures = !narrow || places.length <= 30
  return (
    <div className="map">
      <svg viewBox={`-4 -4 ${width + 8} ${height + 8}`} className="map-drawing" aria-hidden="true">
        <Patterns />
        {places.map(({ unitId, geometry, band, name, figure, to }) => (
          <path key={unitId} d={path(geometry)} className={`map-place map-${band}`} onClick={() => go(to)}>
            <title>{`${name}: ${figure}`}</title>
          </path>
        ))}
        {places.map(({ unitId, geometry, figure, name }) => {
          const [x, y] = middle(geometry)
          return (
            <text key={unitId} x={x} y={y} className="map-text" fontSize={size}>
              {withFigures && <tspan x={x}>{figure}</tspan>}
              {withNames && (
                <tspan x={x} dy="1.3em" className="map-name" fontSize={size * 0.6}>
                  {name}
                </tspan>
              )}
            </text>
          )
        })}
      </svg>
      <ul className="map-legend">
        {bands.map((band) => (
          <li key={band}>
            <svg viewBox="0 0 28 20" className="map-key" aria-hidden="true">
              <rect x="1" y="1" width="26" height="18" className={`map-place map-${band}`} />
            </svg>
            <span>{m.map.bands[band]}</span>
            <span className="muted">
              {m.map.count(formatNumber(places.filter((place) => place.band === band).length))}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** So that bands differ without colour, in print and for eyes that see colours otherwise. */
function Patterns() {
  return (
    <defs>
      <pattern id="map-dots" width="9" height="9" patternUnits="userSpaceOnUse">
        <rect width="9" height="9" className="map-ground-begun" />
        <circle cx="4.5" cy="4.5" r="1.4" className="map-ink" />
      </pattern>
      <pattern id="map-lines" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="9" height="9" className="map-ground-half" />
        <rect width="2" height="9" className="map-ink" />
      </pattern>
      <pattern id="map-grid" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="9" height="9" className="map-ground-most" />
        <rect width="2" height="9" className="map-ink" />
        <rect width="9" height="2" className="map-ink" />
      </pattern>
    </defs>
  )
}
