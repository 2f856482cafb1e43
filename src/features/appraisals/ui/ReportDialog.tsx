import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type AppraisalView, reportAppraisal } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** The head's report, with the team's conclusion. */
export function ReportDialog({ appraisal, onClose }: { appraisal: AppraisalView; onClose: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [summary, setSummary] = useState('')
  const [on, setOn] = useState(today)
  const report = useCommand(reportAppraisal, { done: m.reported, quietly: true, onDone: onClose })
  const missing = summary.trim() === '' ? m.needsSummary : on === '' ? m.needsDay : undefined
  const { dossierId, version } = appraisal
  return (
    <Dialog open onClose={onClose} title={m.report}>
      <Form
        onSubmit={() => missing === undefined && report.run({ dossierId, id, version, on, summary: summary.trim() })}
        problem={report.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={report.busy} blocked={missing}>
              {m.report}
            </Button>
          </>
        }
      >
        <p>{m.reportText}</p>
        <TextAreaField label={m.summary} maxLength={4000} value={summary} onChange={setSummary} />
        <DayField label={m.day} max={today} value={on} onChange={setOn} error={report.problem?.of('on')} />
      </Form>
    </Dialog>
  )
}
