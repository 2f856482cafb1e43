import { useState } from 'react'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as platform from '#platform/web/messages.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { usePages } from '#platform/web/usePages.ts'
import { columnWord, valueWords } from '../columnWords.ts'
import { listErasureRows } from '../contract.ts'
import * as messages from '../messages.ts'

interface RowsDetailsProps {
  /** A table of the person’s preview, or a kind of what has outlived its time. */
  of: string
  personId?: string
  summary: string
}

/** One kind of records; opened, its rows one by one. */
export function RowsDetails({ summary, ...asked }: RowsDetailsProps) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{summary}</summary>
      {open && <Rows {...asked} />}
    </details>
  )
}

const PAGE = 20

function Rows({ of, personId }: Omit<RowsDetailsProps, 'summary'>) {
  const m = useMessages(messages)
  const { showMore } = useMessages(platform)
  const asked = { of, limit: PAGE, ...(personId === undefined ? {} : { personId }) }
  const { rows, problem, refetch, onMore, busy } = usePages(keyOf(listErasureRows, asked), (from, signal) =>
    call(listErasureRows, { ...asked, ...from }, { signal }),
  )
  if (problem) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!rows) return <Loading as="lines" />
  return (
    <Stack gap={12}>
      {rows.map(({ key, fields }) =>
        fields.length === 0 ? (
          <p key={key} className="muted small">
            {m.rowByNumber(key)}
          </p>
        ) : (
          <Facts
            key={key}
            facts={fields.map(({ column, value }) => ({ label: columnWord(column), value: valueWords(value) }))}
          />
        ),
      )}
      {onMore && (
        <div>
          <Button small busy={busy} onClick={onMore}>
            {showMore}
          </Button>
        </div>
      )}
    </Stack>
  )
}
