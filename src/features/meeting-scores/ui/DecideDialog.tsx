import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { decideLevel, type MeetingScores } from '../contract.ts'
import * as messages from '../messages.ts'

/** The official level; another than the cell's own asks for its reason. */
export function DecideDialog({ of, onClose }: { of: MeetingScores; onClose: () => void }) {
  const m = useMessages(messages)
  const own = of.scores.find(({ source }) => source === 'cell')
  const selfLevel = own?.agreedLevel ?? own?.level ?? ''
  const [id] = useState(newId)
  const [level, setLevel] = useState(selfLevel)
  const [reason, setReason] = useState('')
  const decide = useCommand(decideLevel, { done: m.decided, quietly: true, onDone: onClose })
  const { unitId, meetingId } = of
  return (
    <Dialog open onClose={onClose} title={m.decide}>
      <Form
        problem={decide.problem}
        onSubmit={() => decide.run({ unitId, meetingId, id, level, reason })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={decide.busy} {...(level === '' ? { blocked: m.level } : {})}>
              {m.decide}
            </Button>
          </>
        }
      >
        <p>{m.decideText}</p>
        <ChoiceField
          label={m.level}
          value={level}
          inRow
          options={of.sheet?.content.thresholds.map((one) => ({ value: one.level, label: one.label })) ?? []}
          onChange={setLevel}
          error={decide.problem?.of('level')}
        />
        <TextAreaField
          label={m.reason}
          hint={m.reasonHint}
          value={reason}
          maxLength={500}
          onChange={setReason}
          error={decide.problem?.of('reason')}
        />
      </Form>
    </Dialog>
  )
}
