import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { enterCode } from './signIn.ts'

/** The second step of the sign-in: six digits of the phone, or a code from the printed sheet. */
export function CodeForm({ onDone }: { onDone: () => unknown }) {
  const m = useMessages(messages)
  const [backup, setBackup] = useState(false)
  const [code, setCode] = useState('')
  const attempt = useMutation({ mutationFn: () => enterCode(backup ? 'backup-code' : 'totp', code), onSuccess: onDone })
  const problem = attempt.error ? toProblem(attempt.error) : null
  const wrong = problem?.status === 401 || problem?.status === 400
  const change = () => {
    setBackup(!backup)
    setCode('')
    attempt.reset()
  }
  return (
    <Form
      problem={wrong ? null : problem}
      onSubmit={() => code.trim() !== '' && attempt.mutate()}
      actions={
        <>
          <Button look="quiet" onClick={change}>
            {backup ? m.useCode : m.useBackup}
          </Button>
          <Button type="submit" look="main" busy={attempt.isPending}>
            {m.goOn}
          </Button>
        </>
      }
    >
      <p>{backup ? m.backupText : m.codeText}</p>
      <TextField
        key={String(backup)}
        label={backup ? m.backupCode : m.code}
        value={code}
        onChange={setCode}
        autoComplete={backup ? 'off' : 'one-time-code'}
        type={backup ? 'text' : 'tel'}
        maxLength={20}
        error={wrong ? (backup ? m.backupWrong : m.codeWrong) : undefined}
      />
    </Form>
  )
}
