import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { formatDate } from '#shared/format.ts'
import { asksConfirmation, blocksPublication } from '../check.ts'
import { publishRuleSet, type RuleSetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { ProblemList } from './ProblemList.tsx'

interface PublishDialogProps {
  set: RuleSetView
  open: boolean
  onClose: () => void
}

/** Publication binds everybody and cannot be taken back: what is wrong bars it, what is open has to be confirmed. */
export function PublishDialog({ set, open, onClose }: PublishDialogProps) {
  const m = useMessages(messages)
  const [confirmed, setConfirmed] = useState(false)
  const publish = useCommand(publishRuleSet, { done: m.published, quietly: true, onDone: onClose })
  const barring = set.problems.filter(blocksPublication).length
  const asks = set.problems.some(asksConfirmation)
  const blocked = barring > 0 ? m.mustMend(barring) : asks && !confirmed ? m.mustConfirm : undefined
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={m.publishTitle}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button
            look="main"
            busy={publish.busy}
            blocked={blocked}
            onClick={() => publish.run({ ruleSetId: set.id, version: set.version, confirmed })}
          >
            {m.publish}
          </Button>
        </>
      }
    >
      <Stack gap={16}>
        <p>{m.publishBody(formatDate(set.effectiveFrom))}</p>
        {set.problems.length > 0 && <ProblemList problems={set.problems} />}
        {asks && barring === 0 && <CheckField label={m.confirmAnyway} checked={confirmed} onChange={setConfirmed} />}
        <ProblemNotice problem={publish.problem} />
      </Stack>
    </Dialog>
  )
}
