import { useState } from 'react'
import { lengthOfPassword, SHORTEST_PASSWORD } from '#shared/password.ts'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { changePassword } from '../contract.ts'
import * as messages from '../messages.ts'

interface PasswordFormProps {
  /** Known when one has just signed in with it; asked for otherwise. */
  current?: string
  /** Whoever signs in with a passkey only has none yet. */
  hasPassword?: boolean
  onDone: () => unknown
}

/** One field, seen while it is typed where wished: nobody types a sentence twice. */
export function PasswordForm({ current = '', hasPassword = true, onDone }: PasswordFormProps) {
  const m = useMessages(messages)
  const [old, setOld] = useState(current)
  const [fresh, setFresh] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const change = useCommand(changePassword, {
    quietly: true,
    onDone: () => {
      setOld('')
      setFresh('')
      setTried(false)
      return onDone()
    },
  })
  const { problem } = change
  const length = lengthOfPassword(fresh)
  const wrong = problem?.reason === 'wrong_password'
  const short = tried && length < SHORTEST_PASSWORD ? m.tooShort(length, SHORTEST_PASSWORD) : undefined
  const submit = () => {
    setTried(true)
    if (length >= SHORTEST_PASSWORD && (old !== '' || !hasPassword))
      change.run({ password: fresh, ...(hasPassword ? { current: old } : {}) })
  }
  return (
    <Form
      problem={problem && problem.errors.length === 0 ? problem : null}
      onSubmit={submit}
      actions={
        <Button type="submit" look="main" busy={change.busy}>
          {hasPassword ? m.changePassword : m.setPassword}
        </Button>
      }
    >
      {!hasPassword && <p className="small">{m.noPasswordText}</p>}
      {hasPassword && (current === '' || wrong) && (
        <TextField
          label={m.currentPassword}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={tried && old === '' ? m.needPassword : wrong ? m.wrongCurrent : undefined}
        />
      )}
      <TextField
        label={m.newPassword}
        hint={m.newPasswordHint}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        value={fresh}
        onChange={setFresh}
        error={short ?? problem?.of('password')}
      />
      <CheckField label={m.showPassword} checked={shown} onChange={setShown} />
    </Form>
  )
}
