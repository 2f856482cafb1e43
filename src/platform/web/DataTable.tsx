import type { ReactNode } from 'react'
import './DataTable.css'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import { useNarrow } from './useNarrow.ts'

export interface Column<Row> {
  key: string
  title: string
  /** Numbers stand at the end. */
  end?: boolean
  cell: (row: Row) => ReactNode
}

interface DataTableProps<Row> {
  /** What the rows are, for those who hear the screen. */
  label: string
  /** The first column names the row. */
  columns: readonly [Column<Row>, ...Column<Row>[]]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** The page a row leads to. */
  toOf?: (row: Row) => string
  /** In place of rows: an `EmptyState`. */
  empty?: ReactNode
  /** There is a next page. */
  onMore?: (() => unknown) | undefined
  busy?: boolean
}

/** Rows as a table; as cards where there is no room for one. Put it into a `Card flush`. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const m = useMessages(messages)
  const narrow = useNarrow()
  if (props.rows.length === 0) return props.empty
  return (
    <>
      {narrow ? <RowCards {...props} /> : <RowTable {...props} />}
      {props.onMore && (
        <div className="table-more">
          <Button busy={props.busy} onClick={() => props.onMore?.()}>
            {m.showMore}
          </Button>
        </div>
      )}
    </>
  )
}

function RowTable<Row>({ label, columns, rows, keyOf, toOf }: DataTableProps<Row>) {
  const [first, ...rest] = columns
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.end ? 'numbers' : undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={toOf ? 'table-row-link' : undefined}>
              <th scope="row">{toOf ? <Link to={toOf(row)}>{first.cell(row)}</Link> : first.cell(row)}</th>
              {rest.map((column) => (
                <td key={column.key} className={column.end ? 'numbers' : undefined}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RowCards<Row>({ label, columns, rows, keyOf, toOf }: DataTableProps<Row>) {
  const [first, ...rest] = columns
  return (
    <ul className="row-cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className="row-card">
          {toOf ? (
            <Link to={toOf(row)} className="row-card-title">
              {first.cell(row)}
              <Icon name="right" size={20} />
            </Link>
          ) : (
            <div className="row-card-title">{first.cell(row)}</div>
          )}
          <dl>
            {rest.map((column) => (
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
