import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import type { Problem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../screenMessages.ts'

export type CheckedItem = { code: string; present: boolean; note: string }

interface CheckDialogProps {
  documents: readonly { code: string; label: string; required: boolean; evidence: number }[]
  busy: boolean
  problem: Problem | null
  onClose: () => void
  onCheck: (items: CheckedItem[]) => void
}

/** Document by document: there or not, and what is to be added. Begins with what has files. */
export function CheckDialog({ documents, busy, problem, onClose, onCheck }: CheckDialogProps) {
  const m = useMessages(messages)
  const [items, setItems] = useState<CheckedItem[]>(
    documents.map(({ code, evidence }) => ({ code, present: evidence > 0, note: '' })),
  )
  const change = (code: string, changes: Partial<CheckedItem>) =>
    setItems(items.map((item) => (item.code === code ? { ...item, ...changes } : item)))
  return (
    <Dialog open onClose={onClose} title={m.check}>
      <Form
        onSubmit={() => onCheck(items)}
        problem={problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={busy}>
              {m.checkSave}
            </Button>
          </>
        }
      >
        <p className="small muted">{documents.length === 0 ? m.noDocuments : m.checkIntro}</p>
        {items.map(({ code, present, note }) => {
          const document = documents.find((one) => one.code === code)
          const label = document?.label ?? code
          return (
            <Stack key={code} gap={8}>
              <CheckField
                label={label}
                hint={`${document?.required ? m.required : m.ifAny} · ${m.evidenceCount(document?.evidence ?? 0)}`}
                checked={present}
                onChange={(on) => change(code, { present: on })}
              />
              {!present && (
                <TextField
                  label={m.checkNote(label)}
                  optional
                  maxLength={500}
                  value={note}
                  onChange={(text) => change(code, { note: text })}
                />
              )}
            </Stack>
          )
        })}
      </Form>
    </Dialog>
  )
}
