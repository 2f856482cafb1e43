import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { HANDED_CODE } from '#features/accounts/account.ts'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { isSharedComputer, setSharedComputer, signIn } from './signIn.ts'

interface SignInFormProps {
  onDone: (password: string) => unknown
  /** The password was right, and a second step is asked for. */
  onCode: () => void
}

export function SignInForm({ onDone, onCode }: SignInFormProps) {
  const m = useMessages(messages)
  const go = useGo()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [shared, setShared] = useState(isSharedComputer)
  const [tried, setTried] = useState(false)
  const attempt = useMutation({
    mutationFn: () => signIn(username, password),
    onSuccess: (step) => (step === 'in' ? onDone(password) : onCode()),
    onError: (error) => {
      // A code handed over belongs on its own page; whoever types it here is led there.
      if (toProblem(error).status === 401 && HANDED_CODE.test(password.trim()))
        go(`/join?${new URLSearchParams({ username: username.trim() })}`)
    },
  })
  const problem = attempt.error ? toProblem(attempt.error) : null
  const wrong = problem?.status === 401 || problem?.status === 422
  const wait = problem?.status === 429 ? problem.detail : undefined
  const submit = () => {
    setTried(true)
    if (username.trim() !== '' && password !== '') attempt.mutate()
  }
  return (
    <Form
      problem={wrong || wait ? null : problem}
      onSubmit={submit}
      actions={
        <Button type="submit" look="main" wide busy={attempt.isPending}>
          {m.signIn}
        </Button>
      }
    >
      <TextField
        label={m.username}
        value={username}
        onChange={setUsername}
        autoComplete="username"
        error={tried && username.trim() === '' ? m.needUsername : undefined}
      />
      <TextField
        label={m.password}
        type={shown ? 'text' : 'password'}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        error={tried && password === '' ? m.needPassword : wrong ? m.wrong : wait}
      />
      <CheckField label={m.showPassword} checked={shown} onChange={setShown} />
      <CheckField
        label={m.sharedComputer}
        hint={m.sharedComputerHint}
        checked={shared}
        onChange={(next) => {
          setShared(next)
          setSharedComputer(next)
        }}
      />
    </Form>
  )
}
