import { dayOf, formatDate } from '#shared/format.ts'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { PreviewView } from '../erasureView.ts'
import * as messages from '../messages.ts'
import { ProposeForm } from './ProposeForm.tsx'
import { RowsDetails } from './RowsDetails.tsx'

/** What has outlived its time, kind by kind and row by row, and the proposal to let it go. */
export function ExpiredCard({ preview }: { preview: PreviewView }) {
  const m = useMessages(messages)
  const due = preview.expired.filter(({ rows }) => rows > 0)
  const kept = preview.expired.filter(({ before }) => before === null)
  return (
    <Card title={m.preview}>
      <Stack gap={12}>
        {due.length > 0 && <p className="muted">{m.previewText}</p>}
        {due.map(({ kind, before, rows }) => (
          <RowsDetails
            key={kind}
            of={kind}
            summary={m.endedBefore(
              m.settingNames[`keep.${kind}`],
              before === null ? '' : formatDate(dayOf(before)),
              rows,
            )}
          />
        ))}
        {due.length === 0 && <p>{preview.blocked}</p>}
        {kept.length > 0 && (
          <p className="muted small">
            {m.keptText(kept.map(({ kind }) => m.settingNames[`keep.${kind}`].toLowerCase()).join('; '))}
          </p>
        )}
        {due.length > 0 && <ProposeForm preview={preview} />}
      </Stack>
    </Card>
  )
}
