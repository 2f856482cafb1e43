import type { ReactNode } from 'react'
import { formatDate, formatInstant } from '#shared/format.ts'
import './Timeline.css'
import { Link } from './Link.tsx'

export interface Happening {
  id: string
  /** Who did it: `Đảng ủy xã Mỹ Thạnh`. */
  who: string
  /** What was done, as the rest of the sentence: `yêu cầu bổ sung biên bản quý III`. */
  what: string
  /** A day or an instant. */
  when: string
  /** The position, the document's number. */
  by?: string | undefined
  to?: string | undefined
  more?: ReactNode
}

const written = (when: string): string => (when.length > 10 ? formatInstant(when) : formatDate(when))

/** Who did what when, newest first, in sentences. */
export function Timeline({ happenings }: { happenings: readonly Happening[] }) {
  return (
    <ol className="timeline">
      {happenings.map((happening) => (
        <li key={happening.id}>
          <p>
            <span className="strong">{happening.who}</span>{' '}
            {happening.to ? <Link to={happening.to}>{happening.what}</Link> : happening.what}
          </p>
          {happening.more}
          <p className="muted">
            <time dateTime={happening.when}>{written(happening.when)}</time>
            {happening.by && ` · ${happening.by}`}
          </p>
        </li>
      ))}
    </ol>
  )
}
