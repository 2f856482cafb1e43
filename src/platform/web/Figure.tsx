import { formatDate, formatNumber, formatPercent } from '#shared/format.ts'
import './Figure.css'
import { Bar } from './Bar.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'

interface FigureProps {
  /** What is counted: `Chỉ tiêu đăng ký năm 2022`. */
  label: string
  /** `null` while there is no figure yet. */
  numerator: number | null
  /** `0` where the figure does not apply. */
  over: number | null
  /** The day it holds for, `YYYY-MM-DD`. */
  asOf: string
  /** The page with the records behind it. */
  to: string
  note?: string
}

/** Numerator, denominator, percentage, bar, the day it holds for and the way to its records. Never a bare percentage. */
export function Figure({ label, numerator, over, asOf, to, note }: FigureProps) {
  const m = useMessages(messages)
  const known = numerator !== null && over !== null
  return (
    <Link to={to} className="card figure">
      <span className="small muted">{label}</span>
      {known ? (
        <>
          <span className="figure-numbers">
            <span className="figure-big">
              <span aria-hidden="true">
                {formatNumber(numerator)}/{formatNumber(over)}
              </span>
              <span className="unseen">{m.of(formatNumber(numerator), formatNumber(over))}</span>
            </span>
            <span className="muted">{over === 0 ? m.notApplicable : formatPercent(numerator, over)}</span>
          </span>
          <Bar numerator={numerator} over={over} />
        </>
      ) : (
        <span className="figure-none muted">{m.noFigure}</span>
      )}
      {note && <span className="small">{note}</span>}
      <span className="figure-foot small muted">
        <span>{m.holdsFor(formatDate(asOf))}</span>
        <span className="figure-more">
          {m.showRecords}
          <Icon name="right" size={16} />
        </span>
      </span>
    </Link>
  )
}
