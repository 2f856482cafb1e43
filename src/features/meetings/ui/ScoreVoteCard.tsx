import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import * as messages from '#features/meeting-scores/messages.ts'
import { fixedAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

const sides = ['for', 'against', 'abstained'] as const

/** The cell's vote on its level, as totals; weaknesses that the chair named, and what is done about them. */
export function ScoreVoteCard({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const voted = fixedAt(open.record, 'scoring', 'vote')
  const [draft, setDraft] = useState<Record<(typeof sides)[number], number | null> | null>(null)
  const save = async () => {
    if (!draft) return
    const value = { for: draft.for ?? 0, against: draft.against ?? 0, abstained: draft.abstained ?? 0 }
    if (await write({ field: 'scoring', key: 'vote', value })) setDraft(null)
  }
  return (
    <Card title={m.vote}>
      <Stack>
        {voted && !draft && <p>{m.voted(voted)}</p>}
        {draft &&
          sides.map((side) => (
            <NumberField
              key={side}
              label={m.votes[side]}
              value={draft[side]}
              onChange={(count) => setDraft({ ...draft, [side]: count })}
            />
          ))}
        <Row>
          {draft ? (
            <>
              <Button onClick={() => void save()}>{m.save}</Button>
              <Button look="quiet" onClick={() => setDraft(null)}>
                {m.cancel}
              </Button>
            </>
          ) : (
            <Button
              icon="vote"
              onClick={() => setDraft(voted ?? { for: open.totals.present, against: 0, abstained: 0 })}
            >
              {m.vote}
            </Button>
          )}
        </Row>
        <ScoreNote open={open} place="weaknesses" />
        <ScoreNote open={open} place="remedies" />
      </Stack>
    </Card>
  )
}

function ScoreNote({ open, place }: { open: OpenRecord; place: 'weaknesses' | 'remedies' }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const kept = fixedAt(open.record, 'scoring', place) ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const save = async () => {
    if (typed === null || typed.trim() === kept) return
    if (await write({ field: 'scoring', key: place, value: typed.trim() })) setTyped(null)
  }
  return (
    <div onBlur={() => void save()}>
      <TextAreaField
        label={m[place]}
        hint={m.aboutMeeting}
        value={typed ?? kept}
        rows={2}
        maxLength={2000}
        onChange={setTyped}
      />
    </div>
  )
}
