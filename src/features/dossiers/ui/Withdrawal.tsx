import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import { StepDialog } from './StepDialog.tsx'

/** Giving up the registration: possible, and never in the way. */
export function Withdrawal({ dossier }: { dossier: DossierView }) {
  const w = useMessages(words)
  const [open, setOpen] = useState(false)
  if (!dossier.allowedActions.includes('withdraw')) return null
  return (
    <div>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {w.actions.withdraw}
      </Button>
      {open && <StepDialog dossier={dossier} action="withdraw" onClose={() => setOpen(false)} />}
    </div>
  )
}
