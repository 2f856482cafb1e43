import { type KeyboardEvent, useRef, useState } from 'react'
import './DataTable.css'
import './TreeTable.css'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { Spinner } from './Spinner.tsx'
import type { DrawnTree, ShownRow, TreeRow } from './TreeTable.tsx'

/** The row an arrow leads to: right opens or goes in, left closes or goes out, as in every tree. */
function rowAfter<Row extends TreeRow>(key: string, shown: readonly ShownRow<Row>[], at: number): number {
  const here = shown[at]
  if (key === 'ArrowDown') return Math.min(at + 1, shown.length - 1)
  if (key === 'ArrowUp') return Math.max(at - 1, 0)
  if (key === 'Home') return 0
  if (key === 'End') return shown.length - 1
  if (key === 'ArrowRight' && here?.open) return Math.min(at + 1, shown.length - 1)
  if (key === 'ArrowLeft' && here && !here.open) {
    const above = shown.slice(0, at).findLastIndex(({ level }) => level < here.level)
    return above === -1 ? at : above
  }
  return at
}

const togglesWith = (key: string, { row, open }: ShownRow<TreeRow>): boolean =>
  row.hasChildren && ((key === 'ArrowRight' && !open) || (key === 'ArrowLeft' && open))

/** The tree as a grid with a head that stays in sight. */
export function TreeGrid<Row extends TreeRow>({
  label,
  nameTitle,
  badge,
  toOf,
  columns,
  shown,
  toggle,
}: DrawnTree<Row>) {
  const [active, setActive] = useState<string | undefined>(undefined)
  const body = useRef<HTMLTableSectionElement>(null)
  const stop = shown.some(({ row }) => row.id === active) ? active : shown[0]?.row.id
  const onKeyDown = (event: KeyboardEvent, at: number) => {
    const here = shown[at]
    if (!here || event.target !== event.currentTarget) return
    if (event.key === 'Enter') event.currentTarget.querySelector('a')?.click()
    if (!['ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End'].includes(event.key)) return
    event.preventDefault()
    if (togglesWith(event.key, here)) return toggle(here.row.id)
    body.current?.rows[rowAfter(event.key, shown, at)]?.focus()
  }
  return (
    // A table that opens and is walked through with arrows is a treegrid (ARIA Authoring Practices).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role
    <table className="table tree" role="treegrid" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{nameTitle}</th>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={column.end ? 'numbers' : undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody ref={body}>
        {shown.map((line, at) => (
          <tr
            key={line.row.id}
            aria-level={line.level}
            aria-posinset={line.position}
            aria-setsize={line.sisters}
            aria-expanded={line.row.hasChildren ? line.open : undefined}
            tabIndex={line.row.id === stop ? 0 : -1}
            onFocus={() => setActive(line.row.id)}
            onKeyDown={(event) => onKeyDown(event, at)}
          >
            <td>
              <span className="tree-name" style={{ paddingLeft: `${(line.level - 1) * 1.5}rem` }}>
                <Opener line={line} toggle={toggle} />
                {toOf ? <Link to={toOf(line.row)}>{line.row.name}</Link> : <span>{line.row.name}</span>}
                {badge?.(line.row)}
              </span>
            </td>
            {columns.map((column) => (
              <td key={column.key} className={column.end ? 'numbers' : undefined}>
                {column.cell(line.row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** For the pointer; by keyboard the row itself opens with the arrows. */
function Opener<Row extends TreeRow>({ line, toggle }: { line: ShownRow<Row>; toggle: (id: string) => void }) {
  if (!line.row.hasChildren) return <span className="tree-opener" />
  return (
    <span className="tree-opener tree-opener-button" aria-hidden="true" onClick={() => toggle(line.row.id)}>
      {line.loading ? <Spinner /> : <Icon name={line.open ? 'down' : 'right'} size={18} />}
    </span>
  )
}
