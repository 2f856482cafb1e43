import './TreeTable.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import { Spinner } from './Spinner.tsx'
import type { DrawnTree, TreeRow } from './TreeTable.tsx'

/** The tree on a phone: one card a unit, those below it set in. */
export function TreeCards<Row extends TreeRow>({ label, badge, toOf, columns, shown, toggle }: DrawnTree<Row>) {
  const m = useMessages(messages)
  return (
    <ul className="tree-cards" aria-label={label}>
      {shown.map(({ row, level, open, loading }) => (
        <li
          key={row.id}
          className={level > 1 ? 'tree-card tree-card-below' : 'tree-card'}
          style={{ marginLeft: (level - 1) * 14 }}
        >
          <div className="tree-card-head">
            {toOf ? <Link to={toOf(row)}>{row.name}</Link> : <span>{row.name}</span>}
            {row.hasChildren && (
              <button
                type="button"
                className="notice-dismiss"
                aria-expanded={open}
                aria-label={open ? m.collapse(row.name) : m.expand(row.name)}
                onClick={() => toggle(row.id)}
              >
                {loading ? <Spinner /> : <Icon name={open ? 'down' : 'right'} />}
              </button>
            )}
          </div>
          {badge?.(row)}
          <dl>
            {columns.map((column) => (
              <div key={column.key}>
                <dt>{column.title}</dt>
                <dd>{column.cell(row)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  )
}
