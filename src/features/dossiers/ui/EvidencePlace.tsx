import { lazy, Suspense } from 'react'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as messages from '../screenMessages.ts'

const EvidencePanel = lazy(async () => {
  const { EvidencePanel: panel } = await import('#features/evidence/ui/EvidencePanel.tsx')
  return { default: panel }
})

interface EvidencePlaceProps {
  unitId: string
  dossierId: string
  purpose: 'item' | 'checklist' | 'visit'
  code: string
  readOnly: boolean
  /** What the set or the programme suggests. */
  hint?: string
}

/** The evidence of one place in a dossier; its code comes when the place is opened. */
export function EvidencePlace({ hint, ...place }: EvidencePlaceProps) {
  const m = useMessages(messages)
  return (
    <div className="criterion-part">
      <h3>{m.evidence}</h3>
      {hint && <p className="small muted">{m.evidenceHint(hint)}</p>}
      <Suspense fallback={<Loading count={2} />}>
        <EvidencePanel {...place} />
      </Suspense>
    </div>
  )
}
