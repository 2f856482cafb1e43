import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { signIn } from './signIn.ts'

export function SignInForm({ onDone }: { onDone: (password: string) => Promise<unknown> }) {
  const m = useMessages(messages)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const [tried, setTried] = useState(false)
  const attempt = useMutation({ mutationFn: () => signIn(username, password), onSuccess: () => onDone(password) })
  const problem = attempt.error ? toProblem(attempt.error) : null
  const wrong = problem?.status === 401 || problem?.status === 422
  const tooMany = problem?.status === 429
  const submit = () => {
    setTried(true)
    if (username.trim() !== '' && password !== '') attempt.mutate()
  }
  return (
    <Form
      problem={wrong || tooMany ? null : problem}
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
        error={tried && password === '' ? m.needPassword : wrong ? m.wrong : tooMany ? m.tooMany : undefined}
      />
      <CheckField label={m.showPassword} checked={shown} onChange={setShown} />
      <p className="small muted">{m.forgotten}</p>
    </Form>
  )
}
