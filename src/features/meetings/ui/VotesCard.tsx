import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { valuesOf } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

type Draft = { subject: string; for: number | null; against: number | null; abstained: number | null }

/** Votes as totals; who voted how is asked of nobody. */
export function VotesCard({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const empty: Draft = { subject: '', for: open.totals.present, against: 0, abstained: 0 }
  const [draft, setDraft] = useState<Draft | null>(null)
  const save = async () => {
    if (!draft) return
    const { subject, for: yes, against, abstained } = draft
    const value = { subject: subject.trim(), for: yes ?? 0, against: against ?? 0, abstained: abstained ?? 0 }
    if (await write({ field: 'vote', key: newId(), value })) setDraft(null)
  }
  return (
    <Card title={m.votes}>
      <Stack>
        {valuesOf(open.record, 'vote').map(({ key, value }) => (
          <p key={key}>
            <span className="strong">{value.subject}</span>: {m.voteLine(value)}
          </p>
        ))}
        {draft && (
          <>
            <TextField
              label={m.vote.subject}
              value={draft.subject}
              maxLength={300}
              onChange={(subject) => setDraft({ ...draft, subject })}
            />
            {(['for', 'against', 'abstained'] as const).map((side) => (
              <NumberField
                key={side}
                label={m.vote[side]}
                value={draft[side]}
                onChange={(count) => setDraft({ ...draft, [side]: count })}
              />
            ))}
          </>
        )}
        <Row>
          {draft ? (
            <>
              <Button onClick={() => void save()} {...(draft.subject.trim() === '' ? { blocked: m.vote.subject } : {})}>
                {m.save}
              </Button>
              <Button look="quiet" onClick={() => setDraft(null)}>
                {m.cancel}
              </Button>
            </>
          ) : (
            <Button icon="vote" onClick={() => setDraft(empty)}>
              {m.addVote}
            </Button>
          )}
        </Row>
      </Stack>
    </Card>
  )
}
