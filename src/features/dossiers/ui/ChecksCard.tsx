import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { formatDate } from '#shared/format.ts'
import { checkDossier } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import { CheckDialog } from './CheckDialog.tsx'

type CheckLine = DossierView['checks'][number]

/** Whether the dossier is complete, by the commune and by the team, with what was missing. */
export function ChecksCard({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  const [id] = useState(newId)
  const may = dossier.allowedActions.includes('check_dossier')
  const check = useCommand(checkDossier, { done: m.checkRecorded, quietly: true, onDone: () => setOpen(false) })
  useHash((place) => {
    if (place !== 'check') return
    if (may) setOpen(true)
    document.getElementById('check')?.scrollIntoView({ block: 'center' })
  })
  if (!may && dossier.checks.length === 0) return null
  return (
    <div id="check">
      <Card title={m.check}>
        {dossier.checks.length === 0 && <p className="small muted">{m.checkNone}</p>}
        {dossier.checks.toReversed().map((one) => (
          <CheckResult key={one.id} check={one} documents={dossier.documents} />
        ))}
        {may && (
          <div>
            <Button icon="todo" onClick={() => setOpen(true)}>
              {m.check}
            </Button>
          </div>
        )}
        {open && (
          <CheckDialog
            documents={dossier.documents}
            busy={check.busy}
            problem={check.problem}
            onClose={() => setOpen(false)}
            onCheck={(items) => check.run({ dossierId: dossier.id, id, items })}
          />
        )}
      </Card>
    </div>
  )
}

function CheckResult({ check, documents }: { check: CheckLine; documents: DossierView['documents'] }) {
  const m = useMessages(messages)
  const missing = check.items.filter(({ present }) => !present)
  const told = ({ code, note }: (typeof missing)[number]) => {
    const document = documents.find((one) => one.code === code)
    const label = note ? `${document?.label ?? code} (${note})` : (document?.label ?? code)
    return document?.required === false ? m.checkAbsent(label) : m.checkMissing(label)
  }
  return (
    <div className="stack" style={{ gap: 4 }}>
      <p className="row" style={{ gap: 8 }}>
        <span className="strong">{m.checkStage[check.stage]}</span>
        <StateChip tone={check.complete ? 'met' : 'warn'}>
          {check.complete ? m.checkComplete : m.checkIncomplete}
        </StateChip>
      </p>
      <p className="small muted">
        {formatDate(check.checkedOn)}
        {check.by && ` · ${check.by.name}`}
      </p>
      {missing.map((item) => (
        <p key={item.code} className="small">
          {told(item)}
        </p>
      ))}
    </div>
  )
}
