import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { formatInstant } from '#shared/format.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { addPasskey, hasPasskeys } from '#platform/web/passkey.ts'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { type getOwnAccount, removePasskey, renamePasskey } from '../contract.ts'
import { deviceName } from '../device.ts'
import * as messages from '../messages.ts'
import './PasskeysCard.css'

type Account = OutputOf<typeof getOwnAccount>
type Passkey = Account['passkeys'][number]

/** Passkeys: made on this device, named, taken away. */
export function PasskeysCard({ account, onChange }: { account: Account; onChange: () => unknown }) {
  const m = useMessages(messages)
  const [open, setOpen] = useState<'add' | { rename: Passkey } | { remove: Passkey } | null>(null)
  const close = () => setOpen(null)
  const remove = useCommand(removePasskey, { done: m.passkeyRemoved, quietly: true, onDone: close })
  const nameOf = ({ name }: Passkey) => name ?? m.unnamed
  const removed = open !== null && typeof open === 'object' && 'remove' in open ? open.remove : null
  const renamed = open !== null && typeof open === 'object' && 'rename' in open ? open.rename : null
  return (
    <Card title={m.passkeys}>
      <p>{m.passkeysText}</p>
      {account.passkeys.length === 0 && <p className="muted">{m.noPasskeys}</p>}
      <ul className="passkeys">
        {account.passkeys.map((passkey) => (
          <li key={passkey.id}>
            <span>
              <span className="strong">{nameOf(passkey)}</span>
              {passkey.madeAt && <span className="small muted">{m.madeAt(formatInstant(passkey.madeAt))}</span>}
            </span>
            <Row gap={4}>
              <Button small look="quiet" onClick={() => setOpen({ rename: passkey })}>
                {m.rename}
              </Button>
              <Button small look="quiet" onClick={() => setOpen({ remove: passkey })}>
                {m.remove}
              </Button>
            </Row>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? (
        <Button small icon="plus" onClick={() => setOpen('add')}>
          {m.addPasskey}
        </Button>
      ) : (
        <p className="small muted">{m.passkeyUnsupported}</p>
      )}
      <Dialog open={open === 'add'} onClose={close} title={m.addPasskey}>
        <AddPasskey
          username={account.username}
          onDone={async () => {
            close()
            await onChange()
          }}
        />
      </Dialog>
      <Dialog open={renamed !== null} onClose={close} title={m.rename}>
        {renamed && <RenamePasskey passkey={renamed} onDone={close} />}
      </Dialog>
      <ConfirmDialog
        open={removed !== null}
        onClose={close}
        title={removed ? m.removePasskeyTitle(nameOf(removed)) : ''}
        confirm={m.remove}
        danger
        busy={remove.busy}
        problem={remove.problem}
        onConfirm={() => removed && remove.run({ passkeyId: removed.id })}
      >
        <p>{m.removePasskeyText}</p>
      </ConfirmDialog>
    </Card>
  )
}

function AddPasskey({ username, onDone }: { username: string; onDone: () => unknown }) {
  const m = useMessages(messages)
  const tell = useTell()
  const [name, setName] = useState(() => deviceName(navigator.userAgent) ?? '')
  const add = useMutation({
    mutationFn: () => addPasskey({ name, username }),
    onSuccess: () => {
      tell.done(m.passkeyAdded)
      return onDone()
    },
  })
  const problem = add.error ? toProblem(add.error) : null
  const words = { known_here: m.passkeyKnown, not_used: m.passkeyNotUsed }[problem?.reason ?? '']
  return (
    <Form
      problem={words ? null : problem}
      onSubmit={() => add.mutate()}
      actions={
        <Button type="submit" look="main" busy={add.isPending}>
          {m.addPasskey}
        </Button>
      }
    >
      <TextField
        label={m.passkeyName}
        hint={m.passkeyNameHint}
        value={name}
        onChange={setName}
        maxLength={60}
        error={words}
      />
    </Form>
  )
}

function RenamePasskey({ passkey, onDone }: { passkey: Passkey; onDone: () => void }) {
  const m = useMessages(messages)
  const [name, setName] = useState(passkey.name ?? '')
  const rename = useCommand(renamePasskey, { done: m.renamed, quietly: true, onDone })
  return (
    <Form
      problem={rename.problem}
      onSubmit={() => rename.run({ passkeyId: passkey.id, name })}
      actions={
        <Button type="submit" look="main" busy={rename.busy}>
          {m.save}
        </Button>
      }
    >
      <TextField
        label={m.passkeyName}
        value={name}
        onChange={setName}
        maxLength={60}
        error={rename.problem?.of('name')}
      />
    </Form>
  )
}
