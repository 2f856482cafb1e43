import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { send } from './api.ts'
import { Button } from './Button.tsx'
import { askWith } from './confirm.ts'
import { Dialog } from './Dialog.tsx'
import { Form } from './Form.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { hasPasskeys, signInWithPasskey } from './passkey.ts'
import { toProblem } from './problem.ts'
import { TextField } from './TextField.tsx'

const confirm = (password: string) =>
  send('/api/v1/me/confirm', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ password }),
  })

/** Before a sensitive change: the password or a passkey once more. What was pressed then goes on by itself. */
export function ConfirmIdentityDialog() {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  const [password, setPassword] = useState('')
  const answer = useRef<(done: boolean) => void>(() => undefined)
  useEffect(
    () =>
      askWith(() => {
        answer.current(false)
        setOpen(true)
        return new Promise((settle) => {
          answer.current = settle
        })
      }),
    [],
  )
  const close = (done: boolean) => {
    setOpen(false)
    setPassword('')
    byPassword.reset()
    byPasskey.reset()
    answer.current(done)
    answer.current = () => undefined
  }
  const byPassword = useMutation({ mutationFn: () => confirm(password), onSuccess: () => close(true) })
  const byPasskey = useMutation({ mutationFn: signInWithPasskey, onSuccess: () => close(true) })
  const problem = byPassword.error ? toProblem(byPassword.error) : null
  const wrong = problem?.reason === 'wrong_password'
  return (
    <Dialog open={open} onClose={() => open && close(false)} title={m.confirmIdentity}>
      <Form
        problem={wrong ? null : problem}
        onSubmit={() => password !== '' && byPassword.mutate()}
        actions={
          <>
            {hasPasskeys() && (
              <Button busy={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
                {m.confirmWithPasskey}
              </Button>
            )}
            <Button type="submit" look="main" busy={byPassword.isPending}>
              {m.confirmGoOn}
            </Button>
          </>
        }
      >
        <p>{m.confirmIdentityText}</p>
        <TextField
          label={m.confirmPassword}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wrong ? m.confirmWrong : byPasskey.error ? m.confirmNoPasskey : undefined}
        />
      </Form>
    </Dialog>
  )
}
