import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type EvidenceView, withdrawEvidence } from '../contract.ts'
import * as messages from '../messages.ts'

/** Asks why before evidence is taken out of use for good. */
export function WithdrawDialog({ evidence, onClose }: { evidence: EvidenceView; onClose: () => void }) {
  const m = useMessages(messages)
  const [reason, setReason] = useState('')
  const withdraw = useCommand(withdrawEvidence, { done: m.withdrawn, onDone: onClose, quietly: true })
  const { id: evidenceId, unitId, version } = evidence
  return (
    <Dialog
      open
      onClose={onClose}
      title={m.withdrawTitle}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button
            look="danger"
            busy={withdraw.busy}
            onClick={() => withdraw.run({ unitId, evidenceId, version, reason })}
          >
            {m.withdraw}
          </Button>
        </>
      }
    >
      <p className="strong">{evidence.title}</p>
      <p>{m.withdrawText(evidence.uses.length)}</p>
      <TextAreaField
        label={m.withdrawReason}
        value={reason}
        onChange={setReason}
        error={withdraw.problem?.of('reason')}
      />
      <ProblemNotice problem={withdraw.problem} />
    </Dialog>
  )
}
