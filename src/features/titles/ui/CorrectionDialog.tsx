import { useState } from 'react'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { correctTitle, type TitleView } from '../contract.ts'
import * as messages from '../messages.ts'

/** What was typed wrong, put right with its reason. */
export function CorrectionDialog({ title, onClose }: { title: TitleView; onClose: () => void }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [decisionNumber, setNumber] = useState(title.decisionNumber)
  const [decisionDate, setDate] = useState(title.decisionDate)
  const [recognisedOn, setRecognisedOn] = useState(title.recognisedOn)
  const [reason, setReason] = useState('')
  const correct = useCommand(correctTitle, { done: m.done, quietly: true, onDone: onClose })
  const change = { decisionNumber, decisionDate, recognisedOn }
  const { problem } = correct
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.correctTitle}
      confirm={m.action.correct}
      busy={correct.busy}
      problem={problem}
      onConfirm={() => correct.run({ titleId: title.id, id, version: title.version, reason, change })}
    >
      <Stack>
        <p>{m.correctBody}</p>
        <TextField
          label={m.correctable.decisionNumber}
          value={decisionNumber}
          maxLength={60}
          error={problem?.of('change/decisionNumber')}
          onChange={setNumber}
        />
        <DayField
          label={m.correctable.decisionDate}
          value={decisionDate}
          error={problem?.of('change/decisionDate')}
          onChange={setDate}
        />
        <DayField
          label={m.correctable.recognisedOn}
          value={recognisedOn}
          error={problem?.of('change/recognisedOn')}
          onChange={setRecognisedOn}
        />
        <TextAreaField
          label={m.reason}
          value={reason}
          maxLength={1000}
          rows={2}
          error={problem?.of('reason')}
          onChange={setReason}
        />
      </Stack>
    </ConfirmDialog>
  )
}
