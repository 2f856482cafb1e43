import { useState } from 'react'
import type { InputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import type { StepAction } from './dossierActions.ts'

export type StepWords = { dossierId: string; id: string; version: number; on: string; reason: string; dueOn: string }

export interface StepFrame {
  dossier: DossierView
  action: Exclude<StepAction, 'carry_over'>
  onClose: () => void
}

type Procedure = Parameters<typeof useCommand>[0]

interface StepFormProps<P extends Procedure> extends StepFrame {
  procedure: P
  /** What the endpoint takes of what was written. */
  input: (words: StepWords) => InputOf<P>
  reason?: 'required' | 'optional'
  due?: 'required' | 'optional'
  /** It ends the dossier. */
  final?: boolean
}

/** One step with its words; kept open with what was written when it is refused. */
export function StepForm<P extends Procedure>(props: StepFormProps<P>) {
  const { dossier, action, onClose, procedure, input, reason: asksReason, due: asksDue, final = false } = props
  const m = useMessages(messages)
  const w = useMessages(words)
  const today = useToday()
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const [dueOn, setDueOn] = useState('')
  const [on, setOn] = useState(today)
  const step = useCommand(procedure, { done: m.done[action], quietly: true, onDone: onClose })
  const missing =
    asksReason === 'required' && reason.trim() === ''
      ? m.step.needsReason
      : asksDue === 'required' && dueOn === ''
        ? m.step.needsDue
        : on === ''
          ? m.step.needsDay
          : undefined
  const take = () => {
    if (missing === undefined)
      step.run(input({ dossierId: dossier.id, id, version: dossier.version, on, reason: reason.trim(), dueOn }))
  }
  return (
    <Dialog open onClose={onClose} title={m.ask(w.actions[action])}>
      <Form
        onSubmit={take}
        problem={step.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look={final ? 'danger' : 'main'} busy={step.busy} blocked={missing}>
              {w.actions[action]}
            </Button>
          </>
        }
      >
        <p>{m.effect[action]}</p>
        {asksReason && (
          <TextAreaField
            label={asksReason === 'required' ? m.step.reason : m.step.note}
            hint={asksReason === 'required' ? m.step.reasonHint : undefined}
            optional={asksReason === 'optional'}
            maxLength={2000}
            value={reason}
            onChange={setReason}
            error={step.problem?.of('reason')}
          />
        )}
        {asksDue && (
          <DayField
            label={m.step.due}
            optional={asksDue === 'optional'}
            min={today}
            value={dueOn}
            onChange={setDueOn}
            error={step.problem?.of('dueOn')}
          />
        )}
        <DayField label={m.step.day} max={today} value={on} onChange={setOn} error={step.problem?.of('on')} />
      </Form>
    </Dialog>
  )
}
