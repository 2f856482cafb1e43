import { useState } from 'react'
import type { Leaf } from '#features/rule-sets/item.ts'
import { VerdictChip } from '#features/dossiers/ui/VerdictChip.tsx'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type AppraisalView, explainDissent } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import type { OpinionLine } from './OpinionRow.tsx'

interface DissentLinesProps {
  appraisal: AppraisalView
  line: OpinionLine
  item: Leaf
}

/** Who found otherwise than the team agreed, and why; one's own reason can be written until the report. */
export function DissentLines({ appraisal, line, item }: DissentLinesProps) {
  const m = useMessages(messages)
  const { person: me } = useSignedIn()
  const [open, setOpen] = useState(false)
  if (line.dissents.length === 0) return null
  const mine = line.dissents.some(({ person }) => person.id === me?.id) && appraisal.allowedActions.includes('dissent')
  return (
    <div className="criterion-part">
      <h3>{m.dissents}</h3>
      {line.dissents.map(({ person, verdict, reason }) => (
        <div key={person.id} className="criterion-notes">
          <Row gap={8}>
            <span className="strong">{person.name}</span>
            <VerdictChip item={item} verdict={verdict} />
          </Row>
          <p className={reason ? 'prose' : 'small muted'}>{reason || m.noReason}</p>
        </div>
      ))}
      {mine && (
        <div>
          <Button small icon="edit" onClick={() => setOpen(true)}>
            {m.explain}
          </Button>
        </div>
      )}
      {open && <ExplainDialog dossierId={appraisal.dossierId} itemCode={item.code} onClose={() => setOpen(false)} />}
    </div>
  )
}

function ExplainDialog({ dossierId, itemCode, onClose }: { dossierId: string; itemCode: string; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [reason, setReason] = useState('')
  const explain = useCommand(explainDissent, { done: m.explained, quietly: true, onDone: onClose })
  const missing = reason.trim() === '' ? m.needsReason : undefined
  return (
    <Dialog open onClose={onClose} title={m.explain}>
      <Form
        onSubmit={() => missing === undefined && explain.run({ dossierId, id, itemCode, reason: reason.trim() })}
        problem={explain.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={explain.busy} blocked={missing}>
              {m.explain}
            </Button>
          </>
        }
      >
        <TextAreaField label={m.explain} rows={3} maxLength={1000} value={reason} onChange={setReason} />
      </Form>
    </Dialog>
  )
}
