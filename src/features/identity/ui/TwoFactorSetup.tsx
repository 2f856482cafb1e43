import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { QrCode } from '#platform/web/QrCode.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'
import { BackupCodes } from './BackupCodes.tsx'
import { enterCode, startTwoFactor, type TwoFactorStart } from './signIn.ts'
import './TwoFactorSetup.css'

interface TwoFactorSetupProps {
  username: string
  hasPassword: boolean
  onDone: () => unknown
}

/** Three steps: the password, the picture and its first six digits, the backup codes put away. */
export function TwoFactorSetup({ username, hasPassword, onDone }: TwoFactorSetupProps) {
  const m = useMessages(messages)
  const [password, setPassword] = useState('')
  const [started, setStarted] = useState<TwoFactorStart | null>(null)
  const [on, setOn] = useState(false)
  const start = useMutation({ mutationFn: () => startTwoFactor(username, password), onSuccess: setStarted })
  const problem = start.error ? toProblem(start.error) : null
  const wrong = problem?.reason === 'invalid_password'
  if (on && started) {
    return (
      <>
        <p className="small muted">{m.step(3, 3)}</p>
        <BackupCodes codes={started.backupCodes} username={username} onDone={onDone} />
      </>
    )
  }
  if (started) return <ScanStep start={started} onDone={() => setOn(true)} />
  return (
    <Form
      problem={wrong ? null : problem}
      onSubmit={() => (!hasPassword || password !== '') && start.mutate()}
      actions={
        <Button type="submit" look="main" busy={start.isPending}>
          {m.goOn}
        </Button>
      }
    >
      <p className="small muted">{m.step(1, 3)}</p>
      {hasPassword && (
        <TextField
          label={m.setUpPassword}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={wrong ? m.wrongCurrent : undefined}
        />
      )}
    </Form>
  )
}

function ScanStep({ start, onDone }: { start: TwoFactorStart; onDone: () => void }) {
  const m = useMessages(messages)
  const [code, setCode] = useState('')
  const verify = useMutation({ mutationFn: () => enterCode('totp', code), onSuccess: onDone })
  const problem = verify.error ? toProblem(verify.error) : null
  const wrong = problem?.status === 401
  return (
    <Form
      problem={wrong ? null : problem}
      onSubmit={() => code !== '' && verify.mutate()}
      actions={
        <Button type="submit" look="main" busy={verify.isPending}>
          {m.turnOn}
        </Button>
      }
    >
      <p className="small muted">{m.step(2, 3)}</p>
      <p className="strong">{m.scanTitle}</p>
      <p>{m.scanText}</p>
      <div className="two-factor-scan">
        <QrCode text={start.address} label={m.qrLabel} />
        <p>
          <span className="small muted">{m.manualKey}</span>
          <code className="two-factor-key">{start.key.match(/.{1,4}/gu)?.join(' ')}</code>
        </p>
      </div>
      <TextField
        label={m.scanned}
        type="tel"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        onChange={setCode}
        error={wrong ? m.codeWrong : undefined}
      />
    </Form>
  )
}
