import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { copyRuleSet, type RuleSetView } from '../contract.ts'
import * as editor from '../editorMessages.ts'
import * as messages from '../messages.ts'

interface CopyDialogProps {
  set: RuleSetView
  open: boolean
  onClose: () => void
}

/** A published set never changes: its successor begins as a copy. */
export function CopyDialog({ set, open, onClose }: CopyDialogProps) {
  const m = useMessages(messages)
  const e = useMessages(editor)
  const go = useGo()
  const [id] = useState(newId)
  const [effectiveFrom, setEffectiveFrom] = useState(useToday())
  const copy = useCommand(copyRuleSet, { done: m.copied, quietly: true, onDone: () => go(`/rule-sets/${id}`) })
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={m.copyTitle}
      confirm={m.copy}
      reversible
      busy={copy.busy}
      problem={copy.problem}
      onConfirm={() => effectiveFrom && copy.run({ ruleSetId: set.id, id, effectiveFrom })}
    >
      <Stack gap={16}>
        <p>{m.copyBody}</p>
        <DayField label={e.effectiveFrom} value={effectiveFrom} onChange={setEffectiveFrom} />
      </Stack>
    </ConfirmDialog>
  )
}
