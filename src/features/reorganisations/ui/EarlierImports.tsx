import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate, formatNumber } from '#shared/format.ts'
import { listImports, undoImport } from '../contract.ts'
import * as messages from '../listMessages.ts'
import type { ImportRow } from '../unitLists.ts'

/** Every list that was entered, with what came of it and the way to take it back. */
export function EarlierImports() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listImports, {})
  const columns: [Column<ImportRow>, ...Column<ImportRow>[]] = [
    { key: 'file', title: m.file, cell: ({ fileName }) => fileName },
    {
      key: 'period',
      title: m.period,
      cell: ({ since, until }) =>
        until === null ? m.from(formatDate(since)) : m.between(formatDate(since), formatDate(until)),
    },
    { key: 'entered', title: m.enteredCount, end: true, cell: ({ entered }) => formatNumber(entered) },
    { key: 'misplaced', title: m.misplacedCount, end: true, cell: ({ misplaced }) => formatNumber(misplaced) },
    { key: 'by', title: m.importedBy, cell: ({ importedBy }) => importedBy ?? '—' },
    { key: 'state', title: m.state, cell: (row) => <StateOf row={row} /> },
  ]
  return (
    <Card title={m.earlier} flush>
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!data && !problem && <Loading as="table" />}
      {data && (
        <DataTable
          label={m.earlier}
          columns={columns}
          rows={data.items}
          keyOf={({ id }) => id}
          empty={
            <EmptyState icon="file" title={m.noImports}>
              {m.noImportsText}
            </EmptyState>
          }
        />
      )}
    </Card>
  )
}

function StateOf({ row }: { row: ImportRow }) {
  const m = useMessages(messages)
  const [asked, setAsked] = useState(false)
  const undo = useCommand(undoImport, { done: m.undoDone, quietly: true, onDone: () => setAsked(false) })
  if (row.undoneAt !== null) return <StateChip tone="neutral">{m.undone}</StateChip>
  if (!row.allowedActions.includes('undo')) return <StateChip tone="met">{m.inUse}</StateChip>
  return (
    <>
      <Button small icon="undo" onClick={() => setAsked(true)}>
        {m.undo}
      </Button>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={m.undoQuestion}
        confirm={m.undo}
        danger
        busy={undo.busy}
        problem={undo.problem}
        onConfirm={() => undo.run({ importId: row.id })}
      >
        <p>{m.undoText(formatNumber(row.entered))}</p>
      </ConfirmDialog>
    </>
  )
}
