import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { correctRecord, recordVote } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'

const counted = ['entitled', 'present', 'inFavour', 'against', 'abstained'] as const
type Counts = Record<(typeof counted)[number], number | null>

interface VoteDialogProps {
  dossier: DossierView
  /** A vote that is locked: it stays, and what it should have said is laid over it with a reason. */
  correcting?: DossierView['votes'][number] | undefined
  onClose: () => void
}

/** The totals of a vote, which must add up before they can be sent. */
export function VoteDialog({ dossier, correcting, onClose }: VoteDialogProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [id] = useState(newId)
  const today = useToday()
  const [heldOn, setHeldOn] = useState(correcting?.heldOn ?? today)
  const [minutes, setMinutes] = useState(correcting?.minutesNumber ?? '')
  const [reason, setReason] = useState('')
  const [counts, setCounts] = useState<Counts>({
    entitled: correcting?.entitled ?? null,
    present: correcting?.present ?? null,
    inFavour: correcting?.inFavour ?? null,
    against: correcting?.against ?? null,
    abstained: correcting?.abstained ?? null,
  })
  const vote = useCommand(recordVote, { done: m.voteRecorded, quietly: true, onDone: onClose })
  const correct = useCommand(correctRecord, { done: m.correctDone, quietly: true, onDone: onClose })
  const checked = check(counts, m)
  const problem = correcting ? correct.problem : vote.problem
  const errorOf = (name: string) => problem?.of(correcting ? `vote.${name}` : name)
  const wrong = checked.wrong ?? (correcting && reason.trim() === '' ? m.step.needsReason : undefined)
  const title = correcting ? m.correctVote : w.actions.record_vote
  const send = () => {
    if (checked.totals === null || heldOn === '' || wrong !== undefined) return
    const said = { heldOn, ...checked.totals, ...(minutes && { minutesNumber: minutes }) }
    const own = { dossierId: dossier.id, id }
    if (!correcting) vote.run({ ...own, ...said })
    else correct.run({ ...own, kind: 'vote', recordId: correcting.id, reason: reason.trim(), vote: said })
  }
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form
        onSubmit={send}
        problem={problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={vote.busy || correct.busy} blocked={wrong}>
              {title}
            </Button>
          </>
        }
      >
        <p className="small muted">{correcting ? m.correctText : m.voteTotalsOnly}</p>
        <DayField label={m.heldOn} value={heldOn} onChange={setHeldOn} error={errorOf('heldOn')} />
        <Grid min={9} gap={12}>
          {counted.map((name) => (
            <NumberField
              key={name}
              label={m[name]}
              value={counts[name]}
              onChange={(value) => setCounts({ ...counts, [name]: value })}
              error={errorOf(name)}
            />
          ))}
        </Grid>
        {checked.sum !== null && <p className="small">{checked.sum}</p>}
        <TextField label={m.minutes} optional maxLength={60} value={minutes} onChange={setMinutes} />
        {correcting && (
          <TextAreaField
            label={m.correctReason}
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={setReason}
            error={problem?.of('reason')}
          />
        )}
      </Form>
    </Dialog>
  )
}

/** Whether the totals add up; `wrong` says why they cannot be sent, `sum` that they can. */
function check(counts: Counts, m: (typeof messages)['vi']) {
  const { entitled, present, inFavour, against, abstained } = counts
  const none = { totals: null, sum: null }
  if (entitled === null || present === null || inFavour === null || against === null || abstained === null)
    return { ...none, wrong: m.fillAll }
  if ([entitled, present, inFavour, against, abstained].some((count) => !Number.isInteger(count) || count < 0))
    return { ...none, wrong: m.voteWhole }
  if (present > entitled) return { ...none, wrong: m.votePresent }
  const sum = inFavour + against + abstained
  if (sum !== present) return { ...none, wrong: m.voteShort(sum, present) }
  return { totals: { entitled, present, inFavour, against, abstained }, sum: m.voteAddsUp(sum), wrong: undefined }
}
