import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type BreachView, notifyBreach } from '../contract.ts'
import * as messages from '../messages.ts'
import { InstantFields, instantOf } from './InstantFields.tsx'

/** When and to whom a breach was notified: its clock stops. */
export function NotifyDialog({ breach, onClose }: { breach: BreachView; onClose: () => void }) {
  const m = useMessages(messages)
  const [when, setWhen] = useState({ day: '', time: '' })
  const [to, setTo] = useState('')
  const notify = useCommand(notifyBreach, { done: m.notified, quietly: true, onDone: onClose })
  const at = instantOf(when)
  return (
    <Dialog open onClose={onClose} title={m.notify}>
      <Form
        onSubmit={() => at !== null && notify.run({ breachId: breach.id, version: breach.version, at, to })}
        problem={notify.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={notify.busy} blocked={at === null ? m.timeWrong : undefined}>
              {m.notify}
            </Button>
          </>
        }
      >
        <TextField label={m.notifyTo} value={to} onChange={setTo} error={notify.problem?.of('to')} maxLength={300} />
        <InstantFields
          labels={{ day: m.notifyDay, time: m.notifyTime }}
          value={when}
          onChange={setWhen}
          error={notify.problem?.of('at')}
        />
      </Form>
    </Dialog>
  )
}
