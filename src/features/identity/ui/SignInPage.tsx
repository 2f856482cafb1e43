import { useEffect, useState } from 'react'
import { useGo, useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedInNow } from '#platform/web/session.ts'
import { getSession } from '../contract.ts'
import * as messages from '../messages.ts'
import { DemonstrationAccounts } from './DemonstrationAccounts.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { SignInForm } from './SignInForm.tsx'
import { safeNext } from './signIn.ts'
import './SignInPage.css'

/** The door: username and password; in the demonstration, one press. */
export function SignInPage() {
  const m = useMessages(messages)
  const [next] = useSearchParam('next')
  const go = useGo()
  const signedInNow = useSignedInNow()
  const session = useQueryOf(getSession, undefined)
  const [handedOver, setHandedOver] = useState('')
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
  return (
    <div className="sign-in">
      <PageHeader title={m.welcome} detail={m.purpose} />
      <ProblemNotice problem={session.problem} onRetry={() => session.refetch()} />
      <div className={session.data?.demo ? 'sign-in-demo' : undefined}>
        <Card>
          <SignInForm
            onDone={async (password) => {
              setHandedOver(password)
              await signedInNow()
            }}
          />
        </Card>
        {session.data?.demo && <DemonstrationAccounts onDone={() => signedInNow()} />}
      </div>
    </div>
  )
}
