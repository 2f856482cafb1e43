import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { CheckDialog } from '#features/dossiers/ui/CheckDialog.tsx'
import { type AppraisalView, checkPapers } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** The team's check that the dossier is complete. */
export function PapersCard({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const today = useToday()
  const { dossierId, check: last, documents, allowedActions } = appraisal
  const [open, setOpen] = useState(false)
  const [id, setId] = useState(newId)
  const check = useCommand(checkPapers, {
    done: m.papersChecked,
    quietly: true,
    onDone: () => {
      setOpen(false)
      setId(newId())
    },
  })
  useHash((place) => {
    if (place === 'check') document.getElementById(place)?.scrollIntoView({ block: 'start' })
  })
  const told = ({ code, note }: { code: string; note: string }) => {
    const document = documents.find((one) => one.code === code)
    const label = note ? `${document?.label ?? code} (${note})` : (document?.label ?? code)
    return document?.required === false ? m.absent(label) : m.missing(label)
  }
  return (
    <div id="check">
      <Card
        title={m.papers}
        aside={
          last && (
            <StateChip tone={last.complete ? 'met' : 'warn'}>{last.complete ? m.complete : m.incomplete}</StateChip>
          )
        }
      >
        <p className="small muted">{last ? formatDate(last.checkedOn) : m.papersNone}</p>
        {last?.items
          .filter(({ present }) => !present)
          .map((item) => (
            <p key={item.code} className="small">
              {told(item)}
            </p>
          ))}
        {allowedActions.includes('check') && (
          <div>
            <Button icon="todo" onClick={() => setOpen(true)}>
              {m.papersCheck}
            </Button>
          </div>
        )}
        {open && (
          <CheckDialog
            documents={documents}
            busy={check.busy}
            problem={check.problem}
            onClose={() => setOpen(false)}
            onCheck={(items) => check.run({ dossierId, id, checkedOn: today, items })}
          />
        )}
      </Card>
    </div>
  )
}
