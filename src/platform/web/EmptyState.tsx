import type { ReactNode } from 'react'
import './EmptyState.css'
import { Icon, type IconName } from './Icon.tsx'

interface EmptyStateProps {
  icon?: IconName
  title: string
  /** What will appear here, and when. */
  children?: ReactNode
  /** The button that puts the first thing here. */
  action?: ReactNode
}

/** Nothing here yet: says what will be, when, and how to begin. */
export function EmptyState({ icon = 'info', title, children, action }: EmptyStateProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={26} />
      </span>
      <p className="strong">{title}</p>
      {children && <div className="muted">{children}</div>}
      {action}
    </div>
  )
}
