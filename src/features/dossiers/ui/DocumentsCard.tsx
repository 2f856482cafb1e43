import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { Icon } from '#platform/web/Icon.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import { EvidencePlace } from './EvidencePlace.tsx'

/** The documents a dossier is made of, each with its files; opens in place to add them. */
export function DocumentsCard({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState<string | null>(null)
  useHash((place) => {
    const found = dossier.documents.find(({ code }) => place === `document-${code}`)
    if (!found) return
    setOpen(found.code)
    document.getElementById(place)?.scrollIntoView({ block: 'start' })
  })
  if (dossier.documents.length === 0) {
    return (
      <Card title={m.documents}>
        <p className="small muted">{m.noDocuments}</p>
      </Card>
    )
  }
  return (
    <Card flush title={m.documents}>
      <ul className="criteria">
        {dossier.documents.map(({ code, label, required, evidence }) => (
          <li key={code} id={`document-${code}`} className="criterion">
            <button
              type="button"
              className="document-head"
              aria-expanded={open === code}
              onClick={() => setOpen(open === code ? null : code)}
            >
              <span className="document-name">
                {label}
                <span className="small muted"> · {required ? m.required : m.ifAny}</span>
              </span>
              <StateChip tone={evidence > 0 ? 'met' : required ? 'warn' : 'neutral'}>
                {m.evidenceCount(evidence)}
              </StateChip>
              <span className="criterion-arrow">
                <Icon name="down" size={20} />
              </span>
            </button>
            {open === code && (
              <div className="criterion-body">
                <EvidencePlace
                  unitId={dossier.unit.unitId}
                  dossierId={dossier.id}
                  purpose="checklist"
                  code={code}
                  readOnly={!dossier.allowedActions.includes('add_evidence')}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
