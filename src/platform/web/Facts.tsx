import type { ReactNode } from 'react'
import './Facts.css'

export interface Fact {
  label: string
  /** Nothing known is shown as a dash, never left out. */
  value: ReactNode
}

/** What is known about one thing. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value ?? '—'}</dd>
        </div>
      ))}
    </dl>
  )
}
