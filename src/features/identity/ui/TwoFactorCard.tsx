import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { type getOwnAccount, removeTwoFactor } from '../contract.ts'
import * as messages from '../messages.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { renewBackupCodes } from './signIn.ts'
import { TwoFactorSetup } from './TwoFactorSetup.tsx'

type Account = OutputOf<typeof getOwnAccount>

/** Six digits after the password: added, its backup codes renewed, taken away. */
export function TwoFactorCard({ account, onChange }: { account: Account; onChange: () => unknown }) {
  const m = useMessages(messages)
  const tell = useTell()
  const [open, setOpen] = useState<'add' | 'renew' | 'remove' | null>(null)
  const close = () => setOpen(null)
  const remove = useCommand(removeTwoFactor, { done: m.twoFactorRemoved, quietly: true, onDone: close })
  const added = async () => {
    close()
    tell.done(m.twoFactorAdded)
    await onChange()
  }
  return (
    <Card
      title={m.twoFactor}
      aside={
        <StateChip tone={account.hasTwoFactor ? 'met' : 'neutral'}>
          {account.hasTwoFactor ? m.twoFactorOn : m.twoFactorOff}
        </StateChip>
      }
    >
      <p>{m.twoFactorText}</p>
      {account.secondFactor === 'required' && <p className="strong">{m.twoFactorRequired}</p>}
      {account.secondFactor === 'exempt' && <p className="small muted">{m.twoFactorExempt}</p>}
      <Row gap={8}>
        {account.hasTwoFactor ? (
          <>
            <Button small onClick={() => setOpen('renew')}>
              {m.renewBackup}
            </Button>
            <Button small look="quiet" onClick={() => setOpen('remove')}>
              {m.removeTwoFactor}
            </Button>
          </>
        ) : (
          <Button small icon="lock" onClick={() => setOpen('add')}>
            {m.addTwoFactor}
          </Button>
        )}
      </Row>
      <Dialog open={open === 'add'} onClose={close} title={m.addTwoFactor}>
        <TwoFactorSetup username={account.username} hasPassword={account.hasPassword} onDone={added} />
      </Dialog>
      <Dialog open={open === 'renew'} onClose={close} title={m.renewBackup}>
        <RenewBackup account={account} onDone={close} />
      </Dialog>
      <ConfirmDialog
        open={open === 'remove'}
        onClose={close}
        title={m.removeTwoFactor}
        confirm={m.removeTwoFactor}
        danger
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => remove.run(undefined)}
      >
        <p>{m.removeTwoFactorText}</p>
      </ConfirmDialog>
    </Card>
  )
}

function RenewBackup({ account, onDone }: { account: Account; onDone: () => void }) {
  const m = useMessages(messages)
  const [password, setPassword] = useState('')
  const renew = useMutation({ mutationFn: () => renewBackupCodes(password) })
  const problem = renew.error ? toProblem(renew.error) : null
  const wrong = problem?.reason === 'invalid_password'
  if (renew.data) return <BackupCodes codes={renew.data} username={account.username} onDone={onDone} />
  return (
    <Form
      problem={wrong ? null : problem}
      onSubmit={() => renew.mutate()}
      actions={
        <Button type="submit" look="main" busy={renew.isPending}>
          {m.renewBackup}
        </Button>
      }
    >
      <p>{m.renewBackupText}</p>
      {account.hasPassword && (
        <TextField
          label={m.currentPassword}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wrong ? m.wrongCurrent : undefined}
        />
      )}
    </Form>
  )
}
