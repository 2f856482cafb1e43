import { useMutation } from '@tanstack/react-query'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useQueryOf } from '#platform/web/queries.ts'
import { placeOf, places } from '#features/accounts/account.ts'
import { listDemonstrationAccounts } from '#features/accounts/contract.ts'
import * as messages from '../messages.ts'
import { signIn } from './signIn.ts'

/** The invented people of the demonstration by their place in the work; one press signs in as one of them. */
export function DemonstrationAccounts({ onDone }: { onDone: () => Promise<unknown> }) {
  const m = useMessages(messages)
  const { data, problem } = useQueryOf(listDemonstrationAccounts, undefined)
  const enter = useMutation({
    mutationFn: (username: string) => signIn(username, data?.password ?? ''),
    onSuccess: onDone,
  })
  const accounts = data?.accounts ?? []
  if (accounts.length === 0) return <ProblemNotice problem={problem} />
  return (
    <Card title={m.demonstration} tone="slate">
      <p className="muted">{m.demonstrationText}</p>
      <ProblemNotice problem={enter.error ? toProblem(enter.error) : null} />
      <div className="sign-in-demo-list">
        {places.map((place) => {
          const here = accounts.filter(({ unitName }) => placeOf(unitName) === place)
          if (here.length === 0) return null
          return (
            <section key={place}>
              <h3>{m.place[place]}</h3>
              <ul>
                {here.map((account) => (
                  <li key={account.username}>
                    <button
                      type="button"
                      className="sign-in-demo-account"
                      aria-disabled={enter.isPending}
                      onClick={() => !enter.isPending && enter.mutate(account.username)}
                    >
                      <span className="strong">{account.title}</span>
                      <span className="small">
                        {account.name} · {account.unitName}
                      </span>
                      <span className="small muted">{account.comesFor}</span>
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </Card>
  )
}
