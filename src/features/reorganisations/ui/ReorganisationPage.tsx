import { useParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { type PathStep, PathStrip } from '#platform/web/PathStrip.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { formatDate, formatInstant, formatNumber } from '#shared/format.ts'
import { affectedKinds, getPlan, type PlanView, type Preview, previewPlan } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import { OperationList } from './OperationList.tsx'
import { NextStep, PlanActions } from './PlanActions.tsx'
import { namesOf } from './planDraft.ts'
import { PlanChoices } from './PlanChoices.tsx'
import { PlanRefusals } from './PlanRefusals.tsx'
import { PlanState } from './PlanState.tsx'

/** One plan: where it stands, what it changes, what stands in its way, and the next step. */
export function ReorganisationPage() {
  const m = useMessages(messages)
  const planId = useParam('planId')
  const { data: plan, problem, refetch } = useQueryOf(getPlan, { planId })
  const open = plan !== undefined && plan.state !== 'applied' && plan.state !== 'withdrawn'
  const preview = useQueryOf(previewPlan, { planId }, { when: open })
  if (problem && !plan) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!plan) return <Loading as="page" />
  return (
    <>
      <PageHeader
        title={plan.title}
        crumbs={[{ text: m.title, to: '/reorganisations' }]}
        state={<PlanState state={plan.state} />}
        detail={`${m.effective}: ${formatDate(plan.effective)}`}
        actions={plan.allowedActions.some((one) => one === 'edit' || one === 'withdraw') && <PlanActions plan={plan} />}
        main={open && <NextStep plan={plan} preview={preview.data} />}
      />
      <Split aside={<About plan={plan} preview={open ? preview.data : undefined} />}>
        {plan.state !== 'withdrawn' && <Stages plan={plan} />}
        <Card title={m.changes}>
          <OperationList operations={plan.content.operations} named={namesOf(plan.content)} />
        </Card>
        <ProblemNotice problem={preview.problem} onRetry={() => preview.refetch()} />
        {open && preview.isPending && <Loading as="lines" />}
        {open && preview.data && (
          <>
            <PlanRefusals refusals={preview.data.refusals} />
            <PlanChoices key={plan.version} plan={plan} choices={preview.data.choices} />
            <BeforeAfter becomes={preview.data.becomes} />
          </>
        )}
      </Split>
    </>
  )
}

const done: Record<PlanView['state'], number> = { draft: 1, checked: 2, approved: 3, applied: 4, withdrawn: 0 }

function Stages({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  const who = [plan.draftedBy, null, plan.approvedBy, null]
  const when = [null, null, null, plan.appliedAt === null ? null : formatInstant(plan.appliedAt)]
  const steps = m.steps.map((label, index): PathStep => {
    const count = done[plan.state]
    return {
      key: String(index),
      label,
      state: index < count ? 'done' : index === count ? 'here' : 'next',
      who: who[index] ?? undefined,
      when: when[index] ?? undefined,
    }
  })
  return <PathStrip steps={steps} />
}

function About({ plan, preview }: { plan: PlanView; preview: Preview | undefined }) {
  const m = useMessages(messages)
  const { decision } = plan.content
  const paper = decision && [decision.number, decision.date && m.on(formatDate(decision.date)), decision.body]
  return (
    <>
      <Card title={m.about}>
        <Facts
          facts={[
            { label: m.decision, value: paper ? paper.filter(Boolean).join(', ') : null },
            { label: m.draftedBy, value: plan.draftedBy },
            { label: m.approvedBy, value: plan.approvedBy },
            { label: m.appliedAt, value: plan.appliedAt && formatInstant(plan.appliedAt) },
          ]}
        />
      </Card>
      {preview && preview.refusals.length === 0 && (
        <Card title={m.affected}>
          <Facts
            facts={[
              ...affectedKinds.map((kind) => ({ label: m.kinds[kind], value: formatNumber(preview.affected[kind]) })),
              { label: m.already, value: formatNumber(preview.already) },
            ]}
          />
        </Card>
      )}
    </>
  )
}
