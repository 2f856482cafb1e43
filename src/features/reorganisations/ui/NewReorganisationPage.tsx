import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { draftPlan } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { emptyDraft, fileOf } from './planDraft.ts'
import { PlanForm } from './PlanForm.tsx'

const nothingNamed: ReadonlyMap<string, string> = new Map()

/** Starts a plan for the reader's province. */
export function NewReorganisationPage() {
  const m = useMessages(messages)
  const go = useGo()
  const [id] = useState(newId)
  const province = useSignedIn().positions.find(({ level }) => level === 'province')
  const save = useCommand(draftPlan, { done: m.saved, quietly: true, onDone: () => go(`/reorganisations/${id}`) })
  return (
    <>
      <PageHeader title={m.start} crumbs={[{ text: m.title, to: '/reorganisations' }]} />
      {province ? (
        <PlanForm
          start={emptyDraft}
          provinceId={province.unitId}
          named={nothingNamed}
          back="/reorganisations"
          busy={save.busy}
          problem={save.problem}
          onSave={(draft) =>
            save.run({ id, unitId: province.unitId, title: draft.title.trim(), content: fileOf(draft, null) })
          }
        />
      ) : (
        <EmptyState icon="lock" title={m.start}>
          {m.nobody}
        </EmptyState>
      )}
    </>
  )
}
