import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getSession } from '#features/accounts/contract.ts'
import { useGo, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { hasPasskeys, signInWithPasskey } from '#platform/web/passkey.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedInNow } from '#platform/web/session.ts'
import * as messages from '../messages.ts'
import { CodeForm } from './CodeForm.tsx'
import { DemonstrationAccounts } from './DemonstrationAccounts.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SecondFactorFirst } from './SecondFactorFirst.tsx'
import { SignInForm } from './SignInForm.tsx'
import { goToProvince, safeNext } from './signIn.ts'
import './SignInPage.css'

/** The door: username and password, a passkey, the province's own login; in the demonstration, one press. */
export function SignInPage() {
  const m = useMessages(messages)
  const [next] = useSearchParam('next')
  const go = useGo()
  const signedInNow = useSignedInNow()
  const session = useQueryOf(getSession, undefined)
  const [handedOver, setHandedOver] = useState('')
  const [step, setStep] = useState<'password' | 'code'>('password')
  const isIn = session.data?.person !== undefined && session.data.person !== null
  useEffect(() => {
    if (isIn) go(safeNext(next))
  }, [isIn, go, next])
  if (session.data?.mustChangePassword) {
    return (
      <div className="sign-in">
        <PageHeader title={m.newPasswordTitle} detail={m.newPasswordText} />
        <Card>
          <PasswordForm current={handedOver} onDone={() => signedInNow()} />
        </Card>
      </div>
    )
  }
  if (session.data?.mustSetSecondFactor) return <SecondFactorFirst onDone={() => signedInNow()} />
  if (step === 'code') {
    return (
      <div className="sign-in">
        <PageHeader title={m.codeTitle} />
        <Card>
          <CodeForm onDone={() => signedInNow()} />
        </Card>
      </div>
    )
  }
  return (
    <div className="sign-in">
      <PageHeader title={m.welcome} detail={m.purpose} />
      <ProblemNotice problem={session.problem} onRetry={() => session.refetch()} />
      <div className={session.data?.demo ? 'sign-in-demo' : undefined}>
        <Card>
          <Stack gap={16}>
            <SignInForm
              onDone={async (password) => {
                setHandedOver(password)
                await signedInNow()
              }}
              onCode={() => setStep('code')}
            />
            <OtherWays province={session.data?.provinceLogin ?? null} next={safeNext(next)} onDone={signedInNow} />
          </Stack>
        </Card>
        {session.data?.demo && <DemonstrationAccounts onDone={() => signedInNow()} />}
      </div>
    </div>
  )
}

interface OtherWaysProps {
  province: string | null
  next: string
  onDone: () => unknown
}

function OtherWays({ province, next, onDone }: OtherWaysProps) {
  const m = useMessages(messages)
  const [refused] = useSearchParam('province')
  const byPasskey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone })
  const byProvince = useMutation({ mutationFn: () => goToProvince(false, next) })
  const problem = byPasskey.error ?? byProvince.error
  const notUsed = problem !== null && toProblem(problem).code !== 'too_many_requests' && byPasskey.error
  return (
    <div className="sign-in-ways">
      {hasPasskeys() && (
        <Button wide busy={byPasskey.isPending} onClick={() => byPasskey.mutate()}>
          {m.withPasskey}
        </Button>
      )}
      {province !== null && (
        <Button wide busy={byProvince.isPending} onClick={() => byProvince.mutate()}>
          {m.withProvince(province)}
        </Button>
      )}
      {notUsed ? (
        <p role="alert">{m.passkeyNotUsed}</p>
      ) : (
        <ProblemNotice problem={problem ? toProblem(problem) : null} />
      )}
      {refused !== undefined && <p role="alert">{m.provinceRefused}</p>}
      <Link to="/join">{m.haveCode}</Link>
      <p className="small muted">{m.forgotten}</p>
    </div>
  )
}
