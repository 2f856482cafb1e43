import { Fragment, type ReactNode, useEffect } from 'react'
import './PageHeader.css'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'

export interface Crumb {
  text: string
  to?: string | undefined
}

interface PageHeaderProps {
  title: string
  /** The way here from above, without the page itself. */
  crumbs?: Crumb[]
  /** Beside the title: a `StateChip`. */
  state?: ReactNode
  /** One muted line under the title. */
  detail?: ReactNode
  /** What else can be done. */
  actions?: ReactNode
  /** The one main button of the page. On phones it stays above the bar at the bottom, within the thumb's reach. */
  main?: ReactNode
}

/** Opens every page: where I am, what this is, what can be done. Also names the browser's window. */
export function PageHeader({ title, crumbs = [], state, detail, actions, main }: PageHeaderProps) {
  const m = useMessages(messages)
  useEffect(() => {
    document.title = `${title} · ${m.product}`
  }, [title, m.product])
  return (
    <div className="page-header">
      <div className="page-header-text">
        {crumbs.length > 0 && (
          <nav className="crumbs" aria-label={m.breadcrumb}>
            {crumbs.map(({ text, to }, index) => (
              <Fragment key={text}>
                {index > 0 && <span aria-hidden="true">›</span>}
                {to ? <Link to={to}>{text}</Link> : <span>{text}</span>}
              </Fragment>
            ))}
          </nav>
        )}
        <div className="page-title">
          <h1 tabIndex={-1}>{title}</h1>
          {state}
        </div>
        {detail && <div className="muted">{detail}</div>}
      </div>
      {(actions || main) && (
        <div className="page-actions">
          {actions}
          {main && <div className="page-main-action">{main}</div>}
        </div>
      )}
    </div>
  )
}
