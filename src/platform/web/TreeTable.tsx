import { useQueries } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { Column } from './DataTable.tsx'
import { TreeCards } from './TreeCards.tsx'
import { TreeGrid } from './TreeGrid.tsx'
import { useNarrow } from './useNarrow.ts'

export interface TreeRow {
  id: string
  name: string
  hasChildren: boolean
}

/** One row of the tree as it is drawn. */
export interface ShownRow<Row extends TreeRow> {
  row: Row
  /** From 1. */
  level: number
  /** Place among its sisters, from 1. */
  position: number
  sisters: number
  open: boolean
  loading: boolean
}

interface TreeTableProps<Row extends TreeRow> {
  label: string
  /** Title of the first column, which holds the names. */
  nameTitle: string
  /** Beside the name: a link is made of the name itself by `toOf`. */
  badge?: (row: Row) => ReactNode
  toOf?: (row: Row) => string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  /** The rows under one row, asked when it is opened. */
  load: (id: string) => Promise<readonly Row[]>
  /** What the rows depend on (day, basis): another value asks again. */
  loadKey: readonly unknown[]
}

export interface DrawnTree<Row extends TreeRow> {
  label: string
  nameTitle: string
  badge?: ((row: Row) => ReactNode) | undefined
  toOf?: ((row: Row) => string) | undefined
  columns: readonly Column<Row>[]
  shown: readonly ShownRow<Row>[]
  toggle: (id: string) => void
}

/** Units with their figures, opening level by level; nested cards where there is no room for a table. */
export function TreeTable<Row extends TreeRow>({ rows, load, loadKey, ...tree }: TreeTableProps<Row>) {
  const [open, setOpen] = useState<readonly string[]>([])
  const narrow = useNarrow()
  const asked = useQueries({
    queries: open.map((id) => ({ queryKey: ['tree', tree.label, ...loadKey, id], queryFn: () => load(id) })),
  })
  const below = new Map(open.map((id, index) => [id, asked[index]?.data]))
  const draw = (list: readonly Row[], level: number): ShownRow<Row>[] =>
    list.flatMap((row, index) => {
      const isOpen = open.includes(row.id)
      const children = below.get(row.id)
      const self = { row, level, position: index + 1, sisters: list.length, open: isOpen, loading: isOpen && !children }
      return [self, ...(isOpen && children ? draw(children, level + 1) : [])]
    })
  const toggle = (id: string) => setOpen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]))
  const drawn: DrawnTree<Row> = { ...tree, shown: draw(rows, 1), toggle }
  return narrow ? <TreeCards {...drawn} /> : <TreeGrid {...drawn} />
}
