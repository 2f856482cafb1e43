import { useState } from 'react'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { blockedBy, mainActionOf, otherActionsOf, placeOf, type StepAction } from './dossierActions.ts'
import { stateTone } from './stateTone.ts'
import { StepDialog } from './StepDialog.tsx'

/** Where the dossier belongs and stands, and the steps the person looking can take. */
export function DossierHeader({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [step, setStep] = useState<StepAction | null>(null)
  const main = mainActionOf(dossier)
  return (
    <div id="step">
      <PageHeader
        title={`${dossier.unit.name} · ${m.dossierOf(dossier.year)}`}
        crumbs={dossier.above.map(({ name, unitId }) => ({ text: name, to: `/units/${unitId}` }))}
        state={<StateChip tone={stateTone[dossier.state]}>{w.states[dossier.state]}</StateChip>}
        detail={dossier.programme.name}
        actions={otherActionsOf(dossier).map((one) => (
          <Button key={one.action} blocked={blockedBy(one, w, m)} onClick={() => setStep(one.action)}>
            {w.actions[one.action]}
          </Button>
        ))}
        main={main && <MainAction dossier={dossier} action={main} onStep={setStep} />}
      />
      {step && <StepDialog dossier={dossier} action={step} onClose={() => setStep(null)} />}
    </div>
  )
}

interface MainActionProps {
  dossier: DossierView
  action: NonNullable<ReturnType<typeof mainActionOf>>
  onStep: (step: StepAction) => void
}

/** The one step forward; it either asks here, or leads to the place where it is taken. */
function MainAction({ dossier, action, onStep }: MainActionProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const label = w.actions[action.action]
  const blocked = blockedBy(action, w, m)
  const elsewhere = placeOf(dossier.id, action.action)
  if (elsewhere !== null && action.conflict === null) {
    return (
      <LinkButton look="main" to={elsewhere}>
        {label}
      </LinkButton>
    )
  }
  return (
    <Button
      look="main"
      blocked={blocked}
      onClick={() => {
        if (action.step) onStep(action.step)
      }}
    >
      {label}
    </Button>
  )
}
