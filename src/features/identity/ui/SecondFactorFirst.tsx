import { useTell } from '#platform/web/Notices.tsx'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { signOut } from '#platform/web/session.ts'
import { getOwnAccount } from '../contract.ts'
import * as messages from '../messages.ts'
import { TwoFactorSetup } from './TwoFactorSetup.tsx'

/** A position asks for two factors: nothing is open before the second one is there. */
export function SecondFactorFirst({ onDone }: { onDone: () => unknown }) {
  const m = useMessages(messages)
  const tell = useTell()
  const { data: account, problem, refetch } = useQueryOf(getOwnAccount, undefined)
  return (
    <div className="sign-in">
      <PageHeader
        title={m.secondFactorTitle}
        detail={m.secondFactorText}
        actions={
          <Button
            icon="out"
            onClick={() => {
              signOut().catch((error: unknown) => tell.problem(toProblem(error)))
            }}
          >
            {m.signOut}
          </Button>
        }
      />
      <ProblemNotice problem={problem} onRetry={refetch} />
      {!account && !problem && <Loading as="lines" />}
      {account && (
        <Card>
          {account.passkeys.length > 0 && <p>{m.secondFactorHasPasskey}</p>}
          <TwoFactorSetup username={account.username} hasPassword={account.hasPassword} onDone={onDone} />
        </Card>
      )}
    </div>
  )
}
