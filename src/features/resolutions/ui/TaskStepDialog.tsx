import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { takeTaskStep, type TaskLine } from '../contract.ts'
import * as messages from '../messages.ts'
import { type Outcome, outcomes, type TaskAction } from '../task.ts'

/** One step with a task, with what has to be said for it. */
export function TaskStepDialog({ task, action, onClose }: { task: TaskLine; action: TaskAction; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [outcome, setOutcome] = useState<Outcome | ''>('')
  const [result, setResult] = useState('')
  const [evidence, setEvidence] = useState('')
  const step = useCommand(takeTaskStep, { done: m.done[action], quietly: true, onDone: onClose })
  const reporting = action === 'report'
  const { unitId, id: taskId, version } = task
  const run = () => step.run({ unitId, taskId, version, id, action, outcome: outcome || null, result, evidence })
  return (
    <Dialog open onClose={onClose} title={m.actions[action]}>
      <Form
        problem={step.problem}
        onSubmit={run}
        actions={
          <>
            <Button onClick={onClose}>{m.cancelForm}</Button>
            <Button type="submit" look="main" busy={step.busy}>
              {m.actions[action]}
            </Button>
          </>
        }
      >
        <p className="strong">{task.what}</p>
        {reporting && (
          <ChoiceField
            label={m.outcome}
            value={outcome}
            inRow
            options={outcomes.map((value) => ({ value, label: m.outcomes[value] }))}
            onChange={setOutcome}
            error={step.problem?.of('outcome')}
          />
        )}
        <TextAreaField
          label={reporting || action === 'accept' ? m.result : m.why}
          value={result}
          onChange={setResult}
          maxLength={1000}
          error={step.problem?.of('result')}
        />
        {(reporting || action === 'accept') && (
          <TextField label={m.evidence} hint={m.evidenceHint} value={evidence} onChange={setEvidence} maxLength={500} />
        )}
      </Form>
    </Dialog>
  )
}
