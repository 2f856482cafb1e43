import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { handedCode, suggestedUsername, USERNAME } from '../account.ts'
import { type AccountView, createAccount, handOver } from '../contract.ts'
import * as messages from '../messages.ts'
import { HandedOver } from './HandedOver.tsx'

const randomLink = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
const kinds = ['link', 'code'] as const

/** An invitation, or the next way in: the secret is made here, shown once, and never comes back from the server. */
export function HandOverDialog({ account, onClose }: { account: AccountView; onClose: () => void }) {
  const m = useMessages(messages)
  const isNew = account.accountId === null
  const [secrets] = useState(() => ({
    link: randomLink(),
    code: handedCode(crypto.getRandomValues(new Uint8Array(12))),
  }))
  const [kind, setKind] = useState<'link' | 'code'>('link')
  const [username, setUsername] = useState(() => account.username ?? suggestedUsername(account.name))
  const [tried, setTried] = useState(false)
  const [handed, setHanded] = useState(false)
  const done = { quietly: true, onDone: () => setHanded(true) }
  const create = useCommand(createAccount, done)
  const renew = useCommand(handOver, done)
  const { problem, busy } = isNew ? create : renew
  const wrong = tried && !USERNAME.test(username) ? m.usernameWrong : undefined
  const submit = () => {
    setTried(true)
    const secret = secrets[kind]
    if (account.accountId !== null) renew.run({ accountId: account.accountId, kind, secret })
    else if (USERNAME.test(username)) create.run({ personId: account.personId, username, kind, secret })
  }
  return (
    <Dialog open onClose={onClose} title={isNew ? m.createTitle(account.name) : m.handOverTitle(account.name)}>
      {handed ? (
        <HandedOver kind={kind} secret={secrets[kind]} username={username} onClose={onClose} />
      ) : (
        <Form
          problem={problem?.of('username') ? null : problem}
          onSubmit={submit}
          actions={
            <>
              <Button onClick={onClose}>{m.cancel}</Button>
              <Button type="submit" look="main" busy={busy}>
                {m.make}
              </Button>
            </>
          }
        >
          {isNew ? (
            <TextField
              label={m.username}
              hint={m.usernameHint}
              value={username}
              onChange={setUsername}
              maxLength={60}
              error={wrong ?? problem?.of('username')}
            />
          ) : (
            <p>{m.handOverText}</p>
          )}
          <ChoiceField
            label={m.how}
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: m.kinds[value], hint: m.kindHints[value] }))}
          />
        </Form>
      )}
    </Dialog>
  )
}
