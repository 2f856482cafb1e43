import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { changePassword } from './signIn.ts'

interface PasswordFormProps {
  /** Known when one has just signed in with it; asked for otherwise. */
  current?: string
  onDone: () => unknown
}

const SHORTEST = 10

export function PasswordForm({ current = '', onDone }: PasswordFormProps) {
  const m = useMessages(messages)
  const [old, setOld] = useState(current)
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const [tried, setTried] = useState(false)
  const change = useMutation({
    mutationFn: () => changePassword(old, fresh),
    onSuccess: () => {
      setOld('')
      setFresh('')
      setAgain('')
      setTried(false)
      return onDone()
    },
  })
  const problem = change.error ? toProblem(change.error) : null
  const wrong = problem?.status === 400
  const faults = {
    old: old === '' ? m.needPassword : wrong ? m.wrongCurrent : undefined,
    fresh: fresh.length < SHORTEST ? m.tooShort : fresh === old ? m.samePassword : undefined,
    again: again === fresh ? undefined : m.notSame,
  }
  const submit = () => {
    setTried(true)
    if (old !== '' && !faults.fresh && !faults.again) change.mutate()
  }
  return (
    <Form
      problem={wrong ? null : problem}
      onSubmit={submit}
      actions={
        <Button type="submit" look="main" busy={change.isPending}>
          {m.changePassword}
        </Button>
      }
    >
      {(current === '' || wrong) && (
        <TextField
          label={m.currentPassword}
          type="password"
          autoComplete="current-password"
          value={old}
          onChange={setOld}
          error={tried ? faults.old : undefined}
        />
      )}
      <TextField
        label={m.newPassword}
        hint={m.newPasswordHint}
        type="password"
        autoComplete="new-password"
        value={fresh}
        onChange={setFresh}
        error={tried ? faults.fresh : undefined}
      />
      <TextField
        label={m.repeatPassword}
        type="password"
        autoComplete="new-password"
        value={again}
        onChange={setAgain}
        error={tried ? faults.again : undefined}
      />
    </Form>
  )
}
