import { useState } from 'react'
import { refuseRecognition } from '#features/dossiers/contract.ts'
import { Button } from '#platform/web/Button.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import type { DecisionView } from '../contract.ts'
import type { vi } from '../decisionMessages.ts'
import * as messages from '../decisionMessages.ts'
import { SignDialog } from './SignDialog.tsx'

interface DecisionProps {
  decision: DecisionView
}

/** The signature; whoever may not give it is told why. */
export function SignButton({ decision }: DecisionProps) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  if (decision.state !== 'decision') return null
  return (
    <>
      <Button look="main" icon="sign" blocked={blockedBy(decision, m)} onClick={() => setOpen(true)}>
        {m.sign}
      </Button>
      {open && <SignDialog decisions={[decision]} onClose={() => setOpen(false)} />}
    </>
  )
}

export function RefuseButton({ decision }: DecisionProps) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  if (!decision.allowedActions.includes('refuse')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{m.refuse}</Button>
      {open && <RefuseDialog decision={decision} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Why the signature cannot be given now; nothing when it can. */
export function blockedBy({ allowedActions, conflict, obstacles }: DecisionView, m: typeof vi): string | undefined {
  if (conflict !== null) return m.conflict
  if (!allowedActions.includes('decide')) return m.notYourTurn
  return obstacles[0]?.text
}

function RefuseDialog({ decision, onClose }: DecisionProps & { onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const refuse = useCommand(refuseRecognition, { done: m.refused, quietly: true, onDone: onClose })
  const { dossierId, dossierVersion: version } = decision
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.refuseTitle}
      confirm={m.refuse}
      danger
      busy={refuse.busy}
      problem={refuse.problem}
      onConfirm={() => refuse.run({ dossierId, id, version, reason })}
    >
      <Stack>
        <p>{m.refuseBody}</p>
        <TextAreaField
          label={m.reason}
          value={reason}
          maxLength={2000}
          error={refuse.problem?.of('reason')}
          onChange={setReason}
        />
      </Stack>
    </ConfirmDialog>
  )
}
