import type { ReactNode } from 'react'
import './LinkList.css'
import { Icon, type IconName } from './Icon.tsx'
import { Link } from './Link.tsx'

export interface LinkItem {
  key: string
  to: string
  title: string
  detail?: ReactNode
  /** A chip or a figure at the end of the line. */
  aside?: ReactNode
  icon?: IconName
}

/** Rows that each lead to a page; inside a `Card flush`. */
export function LinkList({ items }: { items: readonly LinkItem[] }) {
  return (
    <ul className="link-list">
      {items.map((item) => (
        <li key={item.key}>
          <Link to={item.to}>
            {item.icon && <Icon name={item.icon} />}
            <span className="link-list-line">
              <span className="link-list-text">
                <span className="link-list-title">{item.title}</span>
                {item.detail && <span className="small muted">{item.detail}</span>}
              </span>
              {item.aside}
            </span>
            <Icon name="right" size={18} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
