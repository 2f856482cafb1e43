import {
  acceptRegistration,
  agreeToRecognition,
  askSupplement,
  disagreeWithRecognition,
  openSelfAppraisal,
  proposeRecognition,
  refuseRecognition,
  returnRegistration,
  returnToCell,
  submitDossier,
  submitRegistration,
  withdrawDossier,
} from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import { CarryOverDialog } from './CarryOverDialog.tsx'
import type { StepAction } from './dossierActions.ts'
import { StepForm, type StepFrame, type StepWords } from './StepForm.tsx'

interface StepDialogProps {
  dossier: DossierView
  action: StepAction
  onClose: () => void
}

const plain = ({ reason: _reason, dueOn: _dueOn, ...step }: StepWords) => step
const withReason = ({ dueOn: _dueOn, ...step }: StepWords) => step
const dueIfAny = ({ dueOn, ...step }: StepWords) => ({ ...step, ...(dueOn === '' ? {} : { dueOn }) })
const noteIfAny = ({ reason, ...step }: StepWords) => ({
  ...plain({ reason, ...step }),
  ...(reason && { note: reason }),
})

/** Asks what a step must say before it is taken: its day, a reason, by when. */
export function StepDialog({ dossier, action, onClose }: StepDialogProps) {
  if (action === 'carry_over') return <CarryOverDialog dossier={dossier} onClose={onClose} />
  const frame: StepFrame = { dossier, action, onClose }
  switch (action) {
    case 'submit_registration':
      return <StepForm {...frame} procedure={submitRegistration} input={plain} />
    case 'accept_registration':
      return <StepForm {...frame} procedure={acceptRegistration} input={plain} />
    case 'return_registration':
      return <StepForm {...frame} procedure={returnRegistration} input={dueIfAny} reason="required" due="optional" />
    case 'open_self_appraisal':
      return <StepForm {...frame} procedure={openSelfAppraisal} input={plain} />
    case 'submit_dossier':
      return <StepForm {...frame} procedure={submitDossier} input={plain} />
    case 'return_to_cell':
      return <StepForm {...frame} procedure={returnToCell} input={(words) => words} reason="required" due="required" />
    case 'propose':
      return <StepForm {...frame} procedure={proposeRecognition} input={plain} />
    case 'agree':
      return <StepForm {...frame} procedure={agreeToRecognition} input={noteIfAny} reason="optional" />
    case 'disagree':
      return <StepForm {...frame} procedure={disagreeWithRecognition} input={withReason} reason="required" final />
    case 'ask_supplement':
      return <StepForm {...frame} procedure={askSupplement} input={(words) => words} reason="required" due="required" />
    case 'refuse':
      return <StepForm {...frame} procedure={refuseRecognition} input={withReason} reason="required" final />
    case 'withdraw':
      return <StepForm {...frame} procedure={withdrawDossier} input={withReason} reason="required" final />
  }
}
