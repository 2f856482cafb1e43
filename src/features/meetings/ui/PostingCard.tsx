import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { formatDate } from '#shared/format.ts'
import * as messages from '../afterMessages.ts'
import { fixedAt } from '../record.ts'
import { type OpenRecord, useWrite } from './useRecords.ts'

type Which = 'papers' | 'results'

/** When papers and results were posted in the national handbook: a day and a link, nothing else. Open after closing, too. */
export function PostingCard({ open }: { open: OpenRecord }) {
  const m = useMessages(messages)
  const write = useWrite(open)
  const [draft, setDraft] = useState<{ which: Which; on: string; link: string } | null>(null)
  const save = async () => {
    if (!draft) return
    const { which, on, link } = draft
    if (await write({ field: 'posting', key: which, value: { on, link: link.trim() } })) setDraft(null)
  }
  return (
    <Card title={m.posting}>
      <Stack>
        {(['papers', 'results'] as const).map((which) => {
          const posted = fixedAt(open.record, 'posting', which)
          return (
            <Row key={which} between>
              <span>
                {m.postings[which]}: <span className="strong">{posted ? formatDate(posted.on) : m.notPosted}</span>
              </span>
              <Button
                small
                look="quiet"
                onClick={() => setDraft({ which, on: posted?.on ?? '', link: posted?.link ?? '' })}
              >
                {m.enterDay(m.postings[which])}
              </Button>
            </Row>
          )
        })}
        {draft && (
          <>
            <DayField
              label={m.postedOn(m.postings[draft.which])}
              value={draft.on}
              onChange={(on) => setDraft({ ...draft, on })}
            />
            <TextField
              label={m.link}
              value={draft.link}
              maxLength={500}
              onChange={(link) => setDraft({ ...draft, link })}
            />
            <Row>
              <Button onClick={() => void save()} {...(draft.on === '' ? { blocked: m.needDay } : {})}>
                {m.save}
              </Button>
              <Button look="quiet" onClick={() => setDraft(null)}>
                {m.cancel}
              </Button>
            </Row>
          </>
        )}
      </Stack>
    </Card>
  )
}
