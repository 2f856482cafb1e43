import { useState } from 'react'
import { HANDED_CODE } from '#features/accounts/account.ts'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { Problem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../screenMessages.ts'

interface JoinCodeProps {
  /** The user name where it is known already. */
  given: string
  busy: boolean
  problem: Problem | null
  onSend: (username: string, code: string) => void
}

/** The code that was read out or written down. */
export function JoinCode({ given, busy, problem, onSend }: JoinCodeProps) {
  const m = useMessages(messages)
  const [username, setUsername] = useState(given)
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const whole = HANDED_CODE.test(code.trim())
  const over = problem?.of('secret')
  const submit = () => {
    setTried(true)
    if (username.trim() !== '' && whole) onSend(username.trim(), code.trim())
  }
  return (
    <Form
      problem={over ? null : problem}
      onSubmit={submit}
      actions={
        <Button type="submit" look="main" busy={busy}>
          {m.goOn}
        </Button>
      }
    >
      <p>{m.haveCodeText}</p>
      <TextField
        label={m.username}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        error={tried && username.trim() === '' ? m.needUsername : undefined}
      />
      <TextField
        label={m.code}
        hint={m.codeHint}
        value={code}
        onChange={setCode}
        autoComplete="one-time-code"
        maxLength={20}
        error={tried && !whole ? m.needCode : over}
      />
    </Form>
  )
}
