import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useTell } from '#platform/web/Notices.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { oneTimePassword, USERNAME } from '../account.ts'
import { type AccountView, createAccount, handOverPassword } from '../contract.ts'
import * as messages from '../messages.ts'
import './HandOverDialog.css'

/** A new account, or a new password for one: the password is made here, shown once, and never comes back from the server. */
export function HandOverDialog({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const m = useMessages(messages)
  const isNew = account.accountId === null
  const [password] = useState(() => oneTimePassword(crypto.getRandomValues(new Uint8Array(20))))
  const [handed, setHanded] = useState(false)
  const done = { quietly: true, onDone: () => setHanded(true) }
  const create = useCommand(createAccount, done)
  const renew = useCommand(handOverPassword, done)
  return (
    <Dialog open onClose={onClose} title={isNew ? m.createTitle(account.name) : m.handOverTitle(account.name)}>
      {handed ? (
        <OneTimePassword password={password} onClose={onClose} />
      ) : isNew ? (
        <NewAccountForm
          command={create}
          onSend={(username) => create.run({ personId: account.personId, username, oneTimePassword: password })}
          onClose={onClose}
        />
      ) : (
        <Form
          problem={renew.problem}
          onSubmit={() =>
            account.accountId !== null && renew.run({ accountId: account.accountId, oneTimePassword: password })
          }
          actions={
            <>
              <Button onClick={onClose}>{m.cancel}</Button>
              <Button type="submit" look="main" busy={renew.busy}>
                {m.handOver}
              </Button>
            </>
          }
        >
          <p>{m.handOverText}</p>
        </Form>
      )}
    </Dialog>
  )
}

interface NewAccountFormProps {
  command: Pick<ReturnType<typeof useCommand<typeof createAccount>>, 'problem' | 'busy'>
  onSend: (username: string) => void
  onClose: () => void
}

function NewAccountForm({ command, onSend, onClose }: NewAccountFormProps) {
  const m = useMessages(messages)
  const [username, setUsername] = useState('')
  const [tried, setTried] = useState(false)
  const wrong = tried && !USERNAME.test(username) ? m.usernameWrong : undefined
  return (
    <Form
      problem={command.problem}
      onSubmit={() => {
        setTried(true)
        if (USERNAME.test(username)) onSend(username)
      }}
      actions={
        <>
          <Button onClick={onClose}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={command.busy}>
            {m.create}
          </Button>
        </>
      }
    >
      <TextField
        label={m.username}
        hint={m.usernameHint}
        value={username}
        onChange={setUsername}
        maxLength={60}
        error={wrong ?? command.problem?.of('username')}
      />
    </Form>
  )
}

function OneTimePassword({ password, onClose }: { password: string; onClose: () => void }) {
  const m = useMessages(messages)
  const tell = useTell()
  const copy = () => {
    navigator.clipboard.writeText(password).then(
      () => tell.done(m.copied),
      (error: unknown) => tell.problem(toProblem(error)),
    )
  }
  return (
    <>
      <p>{m.oneTimeText}</p>
      <p className="small muted">{m.oneTime}</p>
      <p className="hand-over-password">{password}</p>
      <div className="form-actions">
        {isSecureContext && <Button onClick={copy}>{m.copy}</Button>}
        <Button look="main" onClick={onClose}>
          {m.done}
        </Button>
      </div>
    </>
  )
}
