import { Card } from './Card.tsx'
import { type Column, DataTable } from './DataTable.tsx'
import { EmptyState } from './EmptyState.tsx'
import type { IconName } from './Icon.tsx'
import { Loading } from './Loading.tsx'
import type { Pages } from './usePages.ts'

interface ListCardProps<Row> {
  pages: Pages<Row>
  label: string
  columns: readonly [Column<Row>, ...Column<Row>[]]
  keyOf: (row: Row) => string
  toOf: (row: Row) => string
  /** What is said in place of rows. */
  empty: { icon: IconName; title: string; detail: string }
}

/** The list of a page: its rows with their way to the next ones, what is said of none, or the wait for them. */
export function ListCard<Row>({ pages: { rows, onMore, busy }, empty, ...table }: ListCardProps<Row>) {
  if (!rows) return <Loading as="table" />
  return (
    <Card flush>
      <DataTable
        {...table}
        rows={rows}
        onMore={onMore}
        busy={busy}
        empty={
          <EmptyState icon={empty.icon} title={empty.title}>
            {empty.detail}
          </EmptyState>
        }
      />
    </Card>
  )
}
