import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type BreachView, noteBreach } from '../contract.ts'
import * as messages from '../messages.ts'

/** What was done about a breach. */
export function MeasureDialog({ breach, onClose }: { breach: BreachView; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [note, setNote] = useState('')
  const add = useCommand(noteBreach, { done: m.stepAdded, quietly: true, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={m.addStep}>
      <Form
        onSubmit={() => add.run({ breachId: breach.id, version: breach.version, id, note })}
        problem={add.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={add.busy}>
              {m.addStep}
            </Button>
          </>
        }
      >
        <TextAreaField
          label={m.step}
          value={note}
          onChange={setNote}
          error={add.problem?.of('note')}
          maxLength={2000}
        />
      </Form>
    </Dialog>
  )
}
