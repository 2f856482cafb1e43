import { useMessages } from '#platform/web/lang.tsx'
import { PathStrip } from '#platform/web/PathStrip.tsx'
import { formatDate } from '#shared/format.ts'
import { isClosed } from '../dossier.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'

/** The steps of the way with the day each was finished, and by when the present one is due. */
export function DossierPath({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const { state, returnReason, path } = dossier
  const returned = returnReason !== null && !isClosed(state)
  return (
    <PathStrip
      steps={path.steps.map((step) => ({
        key: step.state,
        label: m.pathNames[step.state],
        state: step.status === 'done' ? 'done' : step.status === 'ahead' ? 'next' : returned ? 'returned' : 'here',
        when: step.doneOn ? formatDate(step.doneOn) : step.dueOn ? m.dueShort(formatDate(step.dueOn)) : undefined,
      }))}
    />
  )
}
