import { useState } from 'react'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import {
  confirmAfterReAppraisal,
  confirmTitle,
  openReAppraisal,
  openReview,
  restoreTitle,
  revokeTitle,
  type TitleView,
} from '../contract.ts'
import * as messages from '../messages.ts'
import { needsGround, type TitleAction } from '../title.ts'

interface TitleStepDialogProps {
  title: TitleView
  action: TitleAction
  onClose: () => void
}

/** One step of keeping or losing a title, with its ground where one must be said. */
export function TitleStepDialog({ title, action, onClose }: TitleStepDialogProps) {
  const m = useMessages(messages)
  const [ids] = useState(() => ({ id: newId(), documentId: newId() }))
  const [ground, setGround] = useState('')
  const [note, setNote] = useState('')
  const [dueOn, setDueOn] = useState('')
  const step = useStep(action, { done: m.done, quietly: true, onDone: onClose })
  const listed = action === 'revoke' && title.grounds.length > 0
  const { problem } = step
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.action[action]}
      confirm={m.action[action]}
      danger={action === 'revoke'}
      busy={step.busy}
      problem={problem}
      onConfirm={() =>
        step.run({ titleId: title.id, version: title.version, ...ids, note, ground, ...(dueOn ? { dueOn } : {}) })
      }
    >
      <Stack>
        <p>{title.signedActions.includes(action) ? m.signsDecision : m.opensOnly}</p>
        {needsGround.includes(action) &&
          (listed ? (
            <SelectField
              label={m.ground}
              value={ground}
              placeholder={m.chooseGround}
              error={problem?.of('ground')}
              onChange={setGround}
              options={title.grounds.map(({ code, label }) => ({ value: code, label }))}
            />
          ) : (
            <TextAreaField
              label={m.ground}
              value={ground}
              maxLength={500}
              error={problem?.of('ground')}
              onChange={setGround}
            />
          ))}
        {action === 'open_re_appraisal' && (
          <DayField label={m.dueOn} value={dueOn} error={problem?.of('dueOn')} onChange={setDueOn} />
        )}
        {!needsGround.includes(action) && (
          <TextAreaField label={m.note} value={note} rows={2} maxLength={2000} onChange={setNote} />
        )}
      </Stack>
    </ConfirmDialog>
  )
}

type Options = { done: string; quietly: true; onDone: () => void }

/** The command of an action; each is an endpoint of its own. */
function useStep(action: TitleAction, options: Options) {
  const commands = {
    confirm: useCommand(confirmTitle, options),
    open_re_appraisal: useCommand(openReAppraisal, options),
    confirm_after_re_appraisal: useCommand(confirmAfterReAppraisal, options),
    open_review: useCommand(openReview, options),
    restore: useCommand(restoreTitle, options),
    revoke: useCommand(revokeTitle, options),
  }
  return commands[action]
}
