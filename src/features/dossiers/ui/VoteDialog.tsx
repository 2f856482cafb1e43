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
import { recordVote } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'

const counted = ['entitled', 'present', 'inFavour', 'against', 'abstained'] as const
type Counts = Record<(typeof counted)[number], number | null>

/** The totals of a vote, which must add up before they can be sent. */
export function VoteDialog({ dossier, onClose }: { dossier: DossierView; onClose: () => void }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [id] = useState(newId)
  const [heldOn, setHeldOn] = useState(useToday())
  const [minutes, setMinutes] = useState('')
  const [counts, setCounts] = useState<Counts>({
    entitled: null,
    present: null,
    inFavour: null,
    against: null,
    abstained: null,
  })
  const vote = useCommand(recordVote, { done: m.voteRecorded, quietly: true, onDone: onClose })
  const checked = check(counts, m)
  const send = () => {
    if (checked.totals === null || heldOn === '') return
    vote.run({ dossierId: dossier.id, id, heldOn, ...checked.totals, ...(minutes && { minutesNumber: minutes }) })
  }
  return (
    <Dialog open onClose={onClose} title={w.actions.record_vote}>
      <Form
        onSubmit={send}
        problem={vote.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={vote.busy} blocked={checked.wrong}>
              {w.actions.record_vote}
            </Button>
          </>
        }
      >
        <p className="small muted">{m.voteTotalsOnly}</p>
        <DayField label={m.heldOn} value={heldOn} onChange={setHeldOn} error={vote.problem?.of('heldOn')} />
        <Grid min={9} gap={12}>
          {counted.map((name) => (
            <NumberField
              key={name}
              label={m[name]}
              value={counts[name]}
              onChange={(value) => setCounts({ ...counts, [name]: value })}
              error={vote.problem?.of(name)}
            />
          ))}
        </Grid>
        {checked.sum !== null && <p className="small">{checked.sum}</p>}
        <TextField label={m.minutes} optional maxLength={60} value={minutes} onChange={setMinutes} />
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
  if (present > entitled) return { ...none, wrong: m.votePresent }
  const sum = inFavour + against + abstained
  if (sum !== present) return { ...none, wrong: m.voteShort(sum, present) }
  return { totals: { entitled, present, inFavour, against, abstained }, sum: m.voteAddsUp(sum), wrong: undefined }
}
