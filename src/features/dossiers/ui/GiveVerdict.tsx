import { useState } from 'react'
import type { Verdict } from '#features/rule-sets/evaluation.ts'
import type { Leaf } from '#features/rule-sets/item.ts'
import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import * as messages from '../screenMessages.ts'
import { SaveState } from './SaveState.tsx'
import { VerdictFields } from './VerdictFields.tsx'
import type { GivenVerdict, Unsent, VerdictQueue } from './verdictQueue.ts'

interface GiveVerdictProps {
  item: Leaf
  label: string
  /** What the server has. */
  known: { verdict: Verdict; note: string } | null
  queue: VerdictQueue
  unsent: Unsent | null
  saved: GivenVerdict | null
}

/** One's own verdict on one item, with a note; kept on the device at once and sent by itself. */
export function GiveVerdict({ item, label, known, queue, unsent, saved }: GiveVerdictProps) {
  const m = useMessages(messages)
  const now = unsent ?? saved ?? known
  const [note, setNote] = useState(now?.note ?? '')
  const [draft, setDraft] = useState<Verdict | null>(null)
  const verdict = now?.verdict ?? null
  return (
    <div className="criterion-part">
      <VerdictFields
        item={item}
        label={label}
        value={verdict}
        draft={draft}
        onDraft={setDraft}
        onGive={(given) => queue.give(item.code, given, note)}
      />
      {verdict !== null && (
        <TextAreaField
          label={m.note}
          optional
          rows={2}
          maxLength={2000}
          value={note}
          onChange={(text) => {
            setNote(text)
            queue.give(item.code, verdict, text)
          }}
        />
      )}
      <div aria-live="polite">
        <Row>
          <SaveState unsent={unsent} saved={saved} />
          {unsent?.state === 'refused' && (
            <>
              <span className="small">{unsent.problem}</span>
              <Button small icon="undo" onClick={() => queue.retry(item.code)}>
                {m.retry}
              </Button>
              <Button small look="quiet" onClick={() => queue.discard(item.code)}>
                {m.discard}
              </Button>
            </>
          )}
        </Row>
      </div>
    </div>
  )
}
