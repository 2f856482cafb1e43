import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import * as check from '../checkMessages.ts'
import type { FileReport } from '../contract.ts'

type FoundFault = FileReport['faults'][number]

/** What keeps a file from being read, line by line, so that it can be mended where it was written. */
export function FileFaults({ name, faults }: { name: string; faults: readonly FoundFault[] }) {
  const c = useMessages(check)
  const columns: [Column<FoundFault>, ...Column<FoundFault>[]] = [
    { key: 'line', title: c.place, cell: ({ line }) => c.atLine(line) },
    { key: 'path', title: c.path, cell: ({ path }) => (path ? <code>{path}</code> : '—') },
    { key: 'fault', title: c.fault, cell: ({ fault, detail }) => `${c.faults[fault]}${detail ? `: ${detail}` : ''}` },
  ]
  return (
    <Stack gap={12}>
      <Card tone="late" title={`${name}: ${c.fileFaults(faults.length)}`} />
      <Card flush>
        <DataTable
          label={c.fileFaults(faults.length)}
          columns={columns}
          rows={faults}
          keyOf={({ line, path, fault, detail }) => `${line} ${path} ${fault} ${detail}`}
        />
      </Card>
    </Stack>
  )
}
