import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { useTell } from '#platform/web/Notices.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { addEvidenceUse, type EvidenceView, listEvidence, removeEvidenceUse } from '../contract.ts'
import type { Purpose } from '../evidence.ts'
import * as messages from '../messages.ts'
import { AddEvidence } from './AddEvidence.tsx'
import { EvidenceLines } from './EvidenceLines.tsx'

export interface EvidencePanelProps {
  unitId: string
  dossierId: string
  purpose: Purpose
  /** The criterion's code, the document's code in the dossier's list, or the visit's id. */
  code: string
  readOnly: boolean
}

/** The evidence at one place of a dossier: what is there, and adding more from the camera, a file, a link or the cell's own. */
export function EvidencePanel({ unitId, dossierId, purpose, code, readOnly }: EvidencePanelProps) {
  const m = useMessages(messages)
  const tell = useTell()
  const place = { dossierId, purpose, code }
  const { data, problem, refetch } = useQueryOf(listEvidence, { unitId, ...place, limit: 200 })
  const restore = useCommand(addEvidenceUse)
  const stop = useCommand(removeEvidenceUse, {
    onDone: (_output, { evidenceId }) =>
      tell.done(m.stopped, { undo: () => restore.run({ unitId, evidenceId, id: newId(), ...place }) }),
  })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="lines" />
  const useHere = (evidence: EvidenceView) =>
    evidence.uses.find((use) => use.dossierId === dossierId && use.purpose === purpose && use.code === code)
  const mayAdd = !readOnly && data.allowedActions.includes('add')
  return (
    <Stack gap={12}>
      {data.items.length === 0 ? (
        <EmptyState icon="file" title={m.none}>
          {m.noneHint}
        </EmptyState>
      ) : (
        <EvidenceLines
          items={data.items}
          actionsFor={(evidence) => {
            const use = useHere(evidence)
            if (readOnly || !use?.removable) return []
            return [{ label: m.stopUsing, onPress: () => stop.run({ unitId, evidenceId: evidence.id, useId: use.id }) }]
          }}
        />
      )}
      {mayAdd && <AddEvidence unitId={unitId} place={place} />}
    </Stack>
  )
}
