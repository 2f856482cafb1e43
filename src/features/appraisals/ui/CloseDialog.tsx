import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { closeVerdicts } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** One's own verdicts are final before the others' are seen. */
export function CloseDialog({ dossierId, onClose }: { dossierId: string; onClose: () => void }) {
  const m = useMessages(messages)
  const close = useCommand(closeVerdicts, { done: m.closed, quietly: true, onDone: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.closeAsk}
      confirm={m.close}
      busy={close.busy}
      problem={close.problem}
      onConfirm={() => close.run({ dossierId })}
    >
      <p>{m.closeText}</p>
    </ConfirmDialog>
  )
}
