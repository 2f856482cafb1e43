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
import { reportClause, type ReceivedClause } from '../contract.ts'
import * as messages from '../messages.ts'
import { type Outcome, outcomes } from '../task.ts'

interface ReportClauseDialogProps {
  clause: ReceivedClause
  bodyId: string
  onClose: () => void
}

/** A body's report on a clause: how far, what was reached, where it can be seen. */
export function ReportClauseDialog({ clause, bodyId, onClose }: ReportClauseDialogProps) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [outcome, setOutcome] = useState<Outcome>('done')
  const [result, setResult] = useState('')
  const [evidence, setEvidence] = useState('')
  const report = useCommand(reportClause, { done: m.reported, quietly: true, onDone: onClose })
  const { unitId, taskId } = clause
  return (
    <Dialog open onClose={onClose} title={m.report}>
      <Form
        problem={report.problem}
        onSubmit={() => report.run({ unitId, taskId, bodyId, id, outcome, result, evidence })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancelForm}</Button>
            <Button
              type="submit"
              look="main"
              busy={report.busy}
              {...(result.trim() === '' ? { blocked: m.result } : {})}
            >
              {m.report}
            </Button>
          </>
        }
      >
        <p className="strong">{clause.what}</p>
        <ChoiceField
          label={m.outcome}
          value={outcome}
          inRow
          options={outcomes.map((value) => ({ value, label: m.outcomes[value] }))}
          onChange={setOutcome}
        />
        <TextAreaField
          label={m.result}
          value={result}
          onChange={setResult}
          maxLength={1000}
          error={report.problem?.of('result')}
        />
        <TextField label={m.evidence} hint={m.evidenceHint} value={evidence} onChange={setEvidence} maxLength={500} />
      </Form>
    </Dialog>
  )
}
