import { Dialog } from '#platform/web/Dialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { addEvidenceUse, type EvidenceView, listEvidence } from '../contract.ts'
import * as messages from '../messages.ts'
import type { Place } from './EvidenceForm.tsx'
import { EvidenceLines } from './EvidenceLines.tsx'

interface ReuseDialogProps {
  open: boolean
  onClose: () => void
  unitId: string
  place: Place
}

const isAt = ({ uses }: EvidenceView, { dossierId, purpose, code }: Place): boolean =>
  uses.some((use) => use.dossierId === dossierId && use.purpose === purpose && use.code === code)

/** What the cell has already and does not use here yet. */
export function ReuseDialog({ open, onClose, unitId, place }: ReuseDialogProps) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listEvidence, { unitId, limit: 200 }, { when: open })
  const use = useCommand(addEvidenceUse, { done: m.used, onDone: onClose })
  const others = data?.items.filter((evidence) => evidence.allowedActions.includes('use') && !isAt(evidence, place))
  return (
    <Dialog open={open} onClose={onClose} title={m.reuseTitle} size="wide">
      {problem && <ProblemNotice problem={problem} onRetry={refetch} />}
      {!others && !problem && <Loading as="lines" />}
      {others?.length === 0 && <p>{m.reuseNone}</p>}
      {others && (
        <EvidenceLines
          counted
          choosing
          items={others}
          actionsFor={({ id }) => [
            { label: m.use, onPress: () => use.run({ unitId, evidenceId: id, id: newId(), ...place }) },
          ]}
        />
      )}
    </Dialog>
  )
}
