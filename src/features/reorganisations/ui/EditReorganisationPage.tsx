import { useGo, useParam } from '#platform/web/address.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { editPlan, getPlan } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { draftOf, fileOf, namesOf } from './planDraft.ts'
import { PlanForm } from './PlanForm.tsx'

/** Writes a plan anew; it has to be checked and approved again. */
export function EditReorganisationPage() {
  const m = useMessages(messages)
  const go = useGo()
  const planId = useParam('planId')
  const here = `/reorganisations/${planId}`
  const { data: plan, problem, refetch } = useQueryOf(getPlan, { planId })
  const save = useCommand(editPlan, { done: m.saved, quietly: true, onDone: () => go(here) })
  if (problem && !plan) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!plan) return <Loading as="page" />
  return (
    <>
      <PageHeader
        title={m.edit}
        crumbs={[
          { text: m.title, to: '/reorganisations' },
          { text: plan.title, to: here },
        ]}
      />
      <PlanForm
        start={draftOf(plan.title, plan.content)}
        provinceId={plan.unitId}
        named={namesOf(plan.content)}
        back={here}
        busy={save.busy}
        problem={save.problem}
        onSave={(draft) =>
          save.run({
            planId,
            version: plan.version,
            title: draft.title.trim(),
            content: fileOf(draft, plan.content),
          })
        }
      />
    </>
  )
}
