import { type ReactNode, useId } from 'react'
import './Card.css'

interface CardProps {
  title?: ReactNode
  /** Beside the title: a chip, a small button, a muted remark. */
  aside?: ReactNode
  /** `flush` for tables and lists that reach the edges. */
  flush?: boolean
  tone?: 'plain' | 'warn' | 'late' | 'met' | 'gold' | 'slate'
  children?: ReactNode
}

/** One thing on a white ground. With a title it is a region that readers of the screen can jump to. */
export function Card({ title, aside, flush = false, tone = 'plain', children }: CardProps) {
  const heading = useId()
  const classes = ['card', `card-${tone}`, flush && 'card-flush'].filter(Boolean).join(' ')
  return (
    <section className={classes} aria-labelledby={title ? heading : undefined}>
      {title && (
        <header className="card-head">
          <h2 id={heading}>{title}</h2>
          {aside}
        </header>
      )}
      {children}
    </section>
  )
}
