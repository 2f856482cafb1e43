import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { sendRequest } from '../contract.ts'
import * as messages from '../messages.ts'
import { type RequestKind, requestKinds } from '../request.ts'

/** Asks those who keep one's data for something. */
export function SendRequestDialog({ onClose }: { onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [kind, setKind] = useState<RequestKind>('correction')
  const [content, setContent] = useState('')
  const send = useCommand(sendRequest, { done: m.sent, quietly: true, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={m.sendTitle}>
      <Form
        onSubmit={() => send.run({ id, kind, content })}
        problem={send.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={send.busy}>
              {m.send}
            </Button>
          </>
        }
      >
        <SelectField
          label={m.kind}
          value={kind}
          onChange={(value) => setKind(requestKinds.find((known) => known === value) ?? 'correction')}
          options={requestKinds.map((value) => ({ value, label: m.kinds[value] }))}
        />
        <TextAreaField
          label={m.contentLabel}
          hint={m.contentHint}
          value={content}
          onChange={setContent}
          error={send.problem?.of('content')}
          maxLength={4000}
        />
      </Form>
    </Dialog>
  )
}
