import { useState } from 'react'
import { call, type OutputOf } from '#platform/web/api.ts'
import { useGo, useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useSession, useSignedInNow } from '#platform/web/session.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { openEnrolment, type Proof } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { JoinCode } from './JoinCode.tsx'
import { JoinWay } from './JoinWay.tsx'
import { JoinWho } from './JoinWho.tsx'
import './SignInPage.css'

type Opened = OutputOf<typeof openEnrolment>

/** What stands after `#` never reaches a server's log; it is taken out of the address once read. */
function secretOfLink(): string {
  const secret = location.hash.slice(1)
  if (secret !== '') history.replaceState(history.state, '', location.pathname)
  return secret
}

/** Somebody who has never had an account here, or has lost the way in: step by step from what was handed over. */
export function JoinPage() {
  const m = useMessages(messages)
  const [username = ''] = useSearchParam('username')
  const [link] = useState(secretOfLink)
  const [proof, setProof] = useState<Proof | null>(link === '' ? null : { kind: 'link', secret: link })
  const [opened, setOpened] = useState<Opened | null>(null)
  const [joined, setJoined] = useState<string | null>(null)
  const session = useSession()
  const byLink = useQuery({
    queryKey: ['enrolment', link],
    queryFn: () => call(openEnrolment, { kind: 'link', secret: link }),
    enabled: link !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const byCode = useMutation({
    mutationFn: (input: Proof) => call(openEnrolment, input),
    onSuccess: (answer, input) => {
      setProof(input)
      setOpened(answer)
    },
  })
  const shown = opened ?? byLink.data
  const other = session.data?.person?.name
  if (joined !== null) return <Joined username={joined} />
  return (
    <div className="sign-in">
      <PageHeader title={m.title} />
      {other && <Card tone="warn">{m.otherSignedIn(other)}</Card>}
      <Card>
        {byLink.isFetching && <Loading as="lines" />}
        {byLink.error && <ProblemNotice problem={toProblem(byLink.error)} />}
        {shown && proof ? (
          <JoinSteps opened={shown} proof={proof} onDone={setJoined} />
        ) : (
          !byLink.isFetching && (
            <JoinCode
              given={username}
              busy={byCode.isPending}
              problem={byCode.error ? toProblem(byCode.error) : null}
              onSend={(name, secret) => byCode.mutate({ kind: 'code', username: name, secret })}
            />
          )
        )}
      </Card>
    </div>
  )
}

interface JoinStepsProps {
  opened: Opened
  proof: Proof
  onDone: (username: string) => void
}

function JoinSteps({ opened, proof, onDone }: JoinStepsProps) {
  const [known, setKnown] = useState(false)
  const [username, setUsername] = useState(opened.username)
  return known ? (
    <JoinWay given={opened.username} username={username} onUsername={setUsername} proof={proof} onDone={onDone} />
  ) : (
    <JoinWho opened={opened} onYes={() => setKnown(true)} />
  )
}

function Joined({ username }: { username: string }) {
  const m = useMessages(messages)
  const go = useGo()
  const signedInNow = useSignedInNow()
  return (
    <div className="sign-in">
      <PageHeader title={m.doneTitle} detail={m.doneText(username)} />
      <Card title={m.nextTitle} tone="met">
        <ul>
          {m.next.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <div className="form-actions">
          <Button look="main" onClick={() => void signedInNow().then(() => go('/'))}>
            {m.toWork}
          </Button>
        </div>
      </Card>
    </div>
  )
}
