import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import * as messages from '../messages.ts'
import { valueAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

/** Notes of one step. What is typed is kept when it is saved or when the field is left. */
export function NoteCard({ code, title, open }: { code: string; title: string; open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const kept = valueAt(open.record, 'note', code) ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? kept
  const save = async () => {
    if (typed === null || typed.trim() === kept) return
    if (await write({ field: 'note', key: code, value: typed.trim() })) setTyped(null)
  }
  return (
    <Card title={title}>
      <Stack>
        <div onBlur={() => void save()}>
          <TextAreaField label={m.note} hint={m.noteHint} value={text} rows={3} maxLength={4000} onChange={setTyped} />
        </div>
        {typed !== null && typed.trim() !== kept && (
          <Row>
            <Button onClick={() => void save()}>{m.save}</Button>
          </Row>
        )}
      </Stack>
    </Card>
  )
}
