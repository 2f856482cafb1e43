import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { formatDate } from '#shared/format.ts'
import { planRoadmap } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import type { ItemLine } from './judging.ts'

interface RoadmapEntryProps {
  dossier: DossierView
  line: ItemLine
}

/** By when an item is to be met and who sees to it. */
export function RoadmapEntry({ dossier, line }: RoadmapEntryProps) {
  const m = useMessages(messages)
  const { roadmap } = line
  return (
    <div className="criterion-part">
      <h3>{m.roadmap}</h3>
      {dossier.allowedActions.includes('plan_roadmap') ? (
        <RoadmapForm key={roadmap?.version ?? 0} dossier={dossier} line={line} />
      ) : (
        <p className="small muted">
          {roadmap?.dueOn ? m.roadmapLine(formatDate(roadmap.dueOn), roadmap.responsible) : m.noRoadmap}
        </p>
      )}
    </div>
  )
}

function RoadmapForm({ dossier, line }: RoadmapEntryProps) {
  const m = useMessages(messages)
  const { roadmap } = line
  const [dueOn, setDueOn] = useState(roadmap?.dueOn ?? '')
  const [responsible, setResponsible] = useState(roadmap?.responsible ?? '')
  const plan = useCommand(planRoadmap, { done: m.roadmapSaved, quietly: true })
  const changed = dueOn !== (roadmap?.dueOn ?? '') || responsible !== (roadmap?.responsible ?? '')
  const save = () =>
    plan.run({
      dossierId: dossier.id,
      items: [
        {
          itemCode: line.item.code,
          dueOn: dueOn || null,
          responsible,
          note: roadmap?.note ?? '',
          version: roadmap?.version ?? null,
        },
      ],
    })
  return (
    <>
      <div className="criterion-entry">
        <DayField label={m.roadmapDue} optional value={dueOn} onChange={setDueOn} />
        <TextField label={m.responsible} optional maxLength={200} value={responsible} onChange={setResponsible} />
      </div>
      <ProblemNotice problem={plan.problem} />
      {changed && (
        <div>
          <Button small busy={plan.busy} onClick={save}>
            {m.roadmapSave}
          </Button>
        </div>
      )}
    </>
  )
}
