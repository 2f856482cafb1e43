import { JournalLink } from '#platform/web/JournalLink.tsx'
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
import { Tabs } from '#platform/web/Tabs.tsx'
import { formatDate, formatInstant } from '#shared/format.ts'
import { getPlan, previewPlan, type PlanView } from '../contract.ts'
import { daysOf } from '../planDays.ts'
import type { Preview } from '../planPreview.ts'
import * as messages from '../screenMessages.ts'
import * as studio from '../studioMessages.ts'
import { AffectedCard } from './AffectedCard.tsx'
import { BeforeAfter } from './BeforeAfter.tsx'
import { PeopleCard } from './PeopleCard.tsx'
import { PlanFigures } from './PlanFigures.tsx'
import { PlanMapCard } from './PlanMapCard.tsx'
import { OperationList } from './OperationList.tsx'
import { NextStep, PlanActions } from './PlanActions.tsx'
import { namesOf } from './planDraft.ts'
import { PlanChoices } from './PlanChoices.tsx'
import { NotOnItsDay } from './NotOnItsDay.tsx'
import { PlanRefusals } from './PlanRefusals.tsx'
import { PlanState } from './PlanState.tsx'

/** One plan: where it stands, what it changes, what stands in its way, and the next step. */
export function ReorganisationPage() {
  const m = useMessages(messages)
  const planId = useParam('planId')
  const { data: plan, problem, refetch } = useQueryOf(getPlan, { planId })
  const open = plan !== undefined && plan.state !== 'applied' && plan.state !== 'withdrawn'
  const preview = useQueryOf(previewPlan, { planId }, { when: plan !== undefined && plan.state !== 'withdrawn' })
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
        main={open && <NextStep plan={plan} preview={preview.data} failed={preview.problem !== null} />}
      />
      <ProblemNotice problem={preview.problem} onRetry={() => preview.refetch()} />
      <PlanParts plan={plan} preview={preview.data} failed={preview.problem !== null} />
      <JournalLink objectType="reorganisation_plan" objectId={plan.id} />
    </>
  )
}

/** `failed`: the preview did not come and is not on its way. */
type Parts = { plan: PlanView; preview: Preview | undefined; failed: boolean }

function PlanParts({ plan, preview, failed }: Parts) {
  const t = useMessages(studio).tabs
  const { id: planId, version } = plan
  const content = () => <Content plan={plan} />
  const overview = () => <Overview plan={plan} preview={preview} failed={failed} />
  if (plan.state === 'withdrawn' || !preview)
    return (
      <Tabs
        label={t.label}
        tabs={[
          { key: 'overview', label: t.overview, content: overview },
          { key: 'content', label: t.content, content },
        ]}
      />
    )
  return (
    <Tabs
      label={t.label}
      tabs={[
        { key: 'overview', label: t.overview, content: overview },
        {
          key: 'units',
          label: t.units,
          content: () => (
            <BeforeAfter planId={planId} effective={plan.effective} version={version} counts={preview.units} />
          ),
        },
        { key: 'map', label: t.map, content: () => <PlanMapCard planId={planId} days={daysOf(plan.content)} /> },
        {
          key: 'affected',
          label: t.affected,
          content: () => <AffectedCard planId={planId} version={version} counts={preview.affected} />,
        },
        { key: 'people', label: t.people, content: () => <PeopleCard planId={planId} version={version} /> },
        { key: 'content', label: t.content, content },
      ]}
    />
  )
}

function Content({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  return (
    <Card title={m.changes}>
      <OperationList operations={plan.content.operations} named={namesOf(plan.content)} paper={plan.content} />
    </Card>
  )
}

/** Where the plan stands, what stands in its way, what is to be chosen, and how much it touches. */
function Overview({ plan, preview, failed }: Parts) {
  const open = plan.state !== 'applied' && plan.state !== 'withdrawn'
  return (
    <Split aside={<About plan={plan} />}>
      {plan.state !== 'withdrawn' && <Stages plan={plan} />}
      <NotOnItsDay plan={plan} />
      {!preview && !failed && plan.state !== 'withdrawn' && <Loading as="lines" />}
      {preview && open && (
        <>
          <PlanRefusals refusals={preview.refusals} />
          <PlanChoices key={plan.version} plan={plan} choices={preview.choices} />
        </>
      )}
      {preview && <PlanFigures planId={plan.id} preview={preview} />}
    </Split>
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

function About({ plan }: { plan: PlanView }) {
  const m = useMessages(messages)
  const { decision } = plan.content
  const paper = decision && [decision.number, decision.date && m.on(formatDate(decision.date)), decision.body]
  return (
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
  )
}
