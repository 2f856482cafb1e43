import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { type AccountView, withdrawAccount } from '../contract.ts'
import * as messages from '../messages.ts'

export function WithdrawDialog({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const m = useMessages(messages)
  const withdraw = useCommand(withdrawAccount, { done: m.withdrawn, quietly: true, onDone: onClose })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.withdrawTitle(account.name)}
      confirm={m.withdraw}
      danger
      reversible
      busy={withdraw.busy}
      problem={withdraw.problem}
      onConfirm={() => account.accountId !== null && withdraw.run({ accountId: account.accountId })}
    >
      <p>{m.withdrawText}</p>
    </ConfirmDialog>
  )
}
