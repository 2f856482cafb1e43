import { useState } from 'react'
import { useHash } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { isLocked } from '../correction.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { VoteDialog } from './VoteDialog.tsx'

/** The cell's vote in totals; the newest counts. */
export function VotesCard({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [open, setOpen] = useState(false)
  const may = dossier.allowedActions.includes('record_vote')
  const last = dossier.votes.at(-1)
  const correcting = !may && isLocked('vote', dossier.state) && dossier.parts.includes('cell') ? last : undefined
  useHash((place) => {
    if (place !== 'vote') return
    if (may) setOpen(true)
    document.getElementById('vote')?.scrollIntoView({ block: 'center' })
  })
  const { numerator, over } = dossier.programme.majority
  return (
    <div id="vote">
      <Card title={m.votes}>
        {dossier.votes.length === 0 && <p className="small muted">{m.noVote}</p>}
        {dossier.votes.toReversed().map((vote) => (
          <div key={vote.id} className="stack" style={{ gap: 4 }}>
            <p className="small muted">
              {formatDate(vote.heldOn)}
              {vote.minutesNumber && ` · ${m.voteMinutes(vote.minutesNumber)}`}
            </p>
            <p className="row" style={{ gap: 8 }}>
              <span className="strong">{m.voteLine(vote.inFavour, vote.entitled)}</span>
              <StateChip tone={vote.carried ? 'met' : 'warn'}>
                {vote.carried ? m.voteCarried : m.voteNotCarried}
              </StateChip>
            </p>
            <p className="small muted">{m.voteDetail(vote.present, vote.against, vote.abstained)}</p>
          </div>
        ))}
        <p className="small muted">{m.voteMajority(numerator, over)}</p>
        {may && (
          <Button icon="vote" onClick={() => setOpen(true)}>
            {w.actions.record_vote}
          </Button>
        )}
        {correcting && (
          <div>
            <Button small look="quiet" icon="edit" onClick={() => setOpen(true)}>
              {m.correct}
            </Button>
          </div>
        )}
        {open && <VoteDialog dossier={dossier} correcting={correcting} onClose={() => setOpen(false)} />}
      </Card>
    </div>
  )
}
