import { useState } from 'react'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useMay } from '#platform/web/session.ts'
import { formatDate } from '#shared/format.ts'
import { applyPlan, approvePlan, approveReorganisations, checkPlan, type PlanView, withdrawPlan } from '../contract.ts'
import type { Preview } from '../planPreview.ts'
import * as reasons from '../messages.ts'
import * as messages from '../screenMessages.ts'

interface NextStepProps {
  plan: PlanView
  preview: Preview | undefined
  /** The preview did not come and is not on its way. */
  failed: boolean
}

/** What else can be done with a plan. */
export function PlanActions({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  return (
    <>
      {plan.allowedActions.includes('withdraw') && <Withdraw plan={plan} />}
      {plan.allowedActions.includes('edit') && (
        <LinkButton to={`/reorganisations/${plan.id}/edit`} icon="edit">
          {m.edit}
        </LinkButton>
      )}
    </>
  )
}

/** The next step, greyed with the reason where it is not the reader's to take. */
export function NextStep({ plan, preview, failed }: NextStepProps) {
  if (plan.state === 'draft') return <Check plan={plan} preview={preview} failed={failed} />
  if (plan.state === 'checked') return <Approve plan={plan} />
  if (plan.state === 'approved') return <Apply plan={plan} />
  return null
}

const inputOf = ({ id, version }: PlanView) => ({ planId: id, version })

function Check({ plan, preview, failed }: NextStepProps) {
  const m = useMessages(messages)
  const check = useCommand(checkPlan, { done: m.checked })
  if (!plan.allowedActions.includes('check')) return null
  const count = preview?.refusals.length ?? 0
  return (
    <Button
      look="main"
      busy={check.busy || (!preview && !failed)}
      blocked={!preview && failed ? m.lookFirst : count > 0 ? m.standsInWay(count) : undefined}
      onClick={() => check.run(inputOf(plan))}
    >
      {m.check}
    </Button>
  )
}

/** Why a step of the second person is closed to the reader: what the plan says to those who hold the right, else that they do not. */
function useBlocked(plan: PlanView, action: 'approve' | 'apply'): string | undefined {
  const m = useMessages(messages)
  const words = useMessages(reasons).stages
  const may = useMay(approveReorganisations)
  if (plan.allowedActions.includes(action)) return undefined
  if (!may) return m.noRight
  return action === 'approve' ? words.own_plan : words.before_its_day
}

function Approve({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  const approve = useCommand(approvePlan, { done: m.approved })
  return (
    <Button
      look="main"
      icon="sign"
      busy={approve.busy}
      blocked={useBlocked(plan, 'approve')}
      onClick={() => approve.run(inputOf(plan))}
    >
      {m.approve}
    </Button>
  )
}

function Apply({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  const [asked, setAsked] = useState(false)
  const apply = useCommand(applyPlan, { done: m.applied, quietly: true, onDone: () => setAsked(false) })
  return (
    <>
      <Button look="main" blocked={useBlocked(plan, 'apply')} onClick={() => setAsked(true)}>
        {m.apply}
      </Button>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={m.applyQuestion}
        confirm={m.apply}
        busy={apply.busy}
        problem={apply.problem}
        onConfirm={() => apply.run(inputOf(plan))}
      >
        <p>{m.applyText(formatDate(plan.effective))}</p>
      </ConfirmDialog>
    </>
  )
}

function Withdraw({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  const [asked, setAsked] = useState(false)
  const withdraw = useCommand(withdrawPlan, { done: m.withdrawn, quietly: true, onDone: () => setAsked(false) })
  return (
    <>
      <Button icon="undo" onClick={() => setAsked(true)}>
        {m.withdraw}
      </Button>
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        title={m.withdrawQuestion}
        confirm={m.withdraw}
        danger
        busy={withdraw.busy}
        problem={withdraw.problem}
        onConfirm={() => withdraw.run(inputOf(plan))}
      >
        <p>{m.withdrawText}</p>
      </ConfirmDialog>
    </>
  )
}
