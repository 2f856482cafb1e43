import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { answerRequest, noteRequest, type RequestView } from '../contract.ts'
import * as messages from '../messages.ts'

/** A step is recorded, or the request is answered or refused with its reason. */
export function AnswerDialog({ request, onClose }: { request: RequestView; onClose: () => void }) {
  const m = useMessages(messages)
  const [text, setText] = useState('')
  const answer = useCommand(answerRequest, { done: m.answered, quietly: true, onDone: onClose })
  const note = useCommand(noteRequest, { done: m.stepAdded, quietly: true, onDone: onClose })
  const of = { requestId: request.id, version: request.version }
  const problem = answer.problem ?? note.problem
  return (
    <Dialog open onClose={onClose} title={m.kinds[request.kind]}>
      <Form
        onSubmit={() => answer.run({ ...of, outcome: 'answered', answer: text })}
        problem={problem}
        actions={
          <>
            <Button busy={note.busy} onClick={() => note.run({ ...of, id: newId(), note: text })}>
              {m.addStep}
            </Button>
            <Button busy={answer.busy} onClick={() => answer.run({ ...of, outcome: 'refused', answer: text })}>
              {m.refuse}
            </Button>
            <Button type="submit" look="main" busy={answer.busy}>
              {m.answer}
            </Button>
          </>
        }
      >
        <p>{request.content}</p>
        <TextAreaField
          label={m.answerLabel}
          value={text}
          onChange={setText}
          error={problem?.of('answer') ?? problem?.of('note')}
          maxLength={2000}
        />
      </Form>
    </Dialog>
  )
}
