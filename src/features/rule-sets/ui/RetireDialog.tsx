import { useState } from 'react'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { retireRuleSet, type RuleSetView } from '../contract.ts'
import * as messages from '../messages.ts'

interface RetireDialogProps {
  set: RuleSetView
  open: boolean
  onClose: () => void
}

/** Names the last day on which events are judged by a set. */
export function RetireDialog({ set, open, onClose }: RetireDialogProps) {
  const m = useMessages(messages)
  const [lastDay, setLastDay] = useState(useToday())
  const retire = useCommand(retireRuleSet, { done: m.retired, quietly: true, onDone: onClose })
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={m.retireTitle}
      confirm={m.retire}
      danger
      busy={retire.busy}
      problem={retire.problem}
      onConfirm={() => lastDay && retire.run({ ruleSetId: set.id, version: set.version, lastDay })}
    >
      <Stack gap={16}>
        <p>{m.retireBody}</p>
        <DayField
          label={m.lastDay}
          value={lastDay}
          min={set.effectiveFrom}
          error={retire.problem?.of('lastDay')}
          onChange={setLastDay}
        />
      </Stack>
    </ConfirmDialog>
  )
}
