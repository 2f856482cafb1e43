import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { USERNAME } from '#features/accounts/account.ts'
import { lengthOfPassword, SHORTEST_PASSWORD } from '#shared/password.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { addPasskey, hasPasskeys } from '#platform/web/passkey.ts'
import { toProblem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { completeEnrolment, type Proof } from '../contract.ts'
import { deviceName } from '../device.ts'
import * as messages from '../screenMessages.ts'
import { signIn } from './signIn.ts'

interface JoinWayProps {
  given: string
  username: string
  onUsername: (username: string) => void
  proof: Proof
  onDone: (username: string) => void
}

/** The user name, then the password or a passkey of this device. */
export function JoinWay(props: JoinWayProps) {
  const m = useMessages(messages)
  const [named, setNamed] = useState(false)
  const [tried, setTried] = useState(false)
  const { username, onUsername } = props
  if (named) return <JoinSecret {...props} onBack={() => setNamed(false)} />
  return (
    <Form
      onSubmit={() => {
        setTried(true)
        if (USERNAME.test(username)) setNamed(true)
      }}
      actions={
        <Button type="submit" look="main">
          {m.goOn}
        </Button>
      }
    >
      <p className="small muted">{m.step(2, 3)}</p>
      <p>{m.nameText}</p>
      <TextField
        label={m.nameTitle}
        hint={m.nameHint}
        value={username}
        onChange={onUsername}
        autoComplete="username"
        maxLength={60}
        error={tried && !USERNAME.test(username) ? m.nameWrong : undefined}
      />
    </Form>
  )
}

const enrolmentOf = ({ kind, username = '', secret }: Proof) =>
  kind === 'link' ? `link ${secret}` : `code ${username} ${secret}`

function JoinSecret({ given, username, proof, onDone, onBack }: JoinWayProps & { onBack: () => void }) {
  const m = useMessages(messages)
  const [way, setWay] = useState<'password' | 'passkey'>('password')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(true)
  const [tried, setTried] = useState(false)
  const finish = useMutation({
    mutationFn: async () => {
      if (way === 'passkey') {
        await addPasskey({
          name: deviceName(navigator.userAgent) ?? '',
          username: given,
          enrolment: enrolmentOf(proof),
        })
        return given
      }
      const chosen = username === given ? {} : { chosenUsername: username }
      const answer = await call(completeEnrolment, { ...proof, ...chosen, password })
      await signIn(answer.username, password)
      return answer.username
    },
    onSuccess: onDone,
  })
  const problem = finish.error ? toProblem(finish.error) : null
  const length = lengthOfPassword(password)
  const short = length < SHORTEST_PASSWORD
  const deviceSaidNo = problem?.code === 'passkey'
  const submit = () => {
    setTried(true)
    if (way === 'passkey' || !short) finish.mutate()
  }
  return (
    <Form
      problem={deviceSaidNo || problem?.of('password') ? null : problem}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onBack}>{m.back}</Button>
          <Button type="submit" look="main" busy={finish.isPending}>
            {m.finish}
          </Button>
        </>
      }
    >
      <p className="small muted">{m.step(3, 3)}</p>
      {hasPasskeys() && username === given && (
        <ChoiceField
          label={m.wayTitle}
          value={way}
          onChange={setWay}
          options={[
            { value: 'password', label: m.byPassword, hint: m.byPasswordText },
            { value: 'passkey', label: m.byPasskey, hint: m.byPasskeyText },
          ]}
        />
      )}
      {deviceSaidNo && <p role="alert">{m.passkeyFailed}</p>}
      {way === 'password' && (
        <>
          <TextField
            label={m.password}
            hint={m.passwordHint}
            type={shown ? 'text' : 'password'}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
            error={tried && short ? m.tooShort(length, SHORTEST_PASSWORD) : problem?.of('password')}
          />
          <CheckField label={m.showPassword} checked={shown} onChange={setShown} />
        </>
      )}
    </Form>
  )
}
