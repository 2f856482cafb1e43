import { useMutation } from '@tanstack/react-query'
import { useSearchParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { useCommand } from '#platform/web/queries.ts'
import { unlinkProvinceLogin } from '../contract.ts'
import * as messages from '../messages.ts'
import { goToProvince } from './signIn.ts'

/** The province's own login: linked while signed in, and unlinked. */
export function ProvinceCard({ linked }: { linked: boolean }) {
  const m = useMessages(messages)
  const [refused] = useSearchParam('province')
  const link = useMutation({ mutationFn: () => goToProvince(true, '/account') })
  const unlink = useCommand(unlinkProvinceLogin, { done: m.unlinkedDone })
  return (
    <Card title={m.provinceLogin}>
      <p>{linked ? m.provinceLinked : m.provinceUnlinked}</p>
      {refused !== undefined && !linked && <p role="alert">{m.provinceRefused}</p>}
      <ProblemNotice problem={link.error ? toProblem(link.error) : null} />
      {linked ? (
        <Button small look="quiet" busy={unlink.busy} onClick={() => unlink.run(undefined)}>
          {m.unlinkProvince}
        </Button>
      ) : (
        <Button small busy={link.isPending} onClick={() => link.mutate()}>
          {m.linkProvince}
        </Button>
      )}
    </Card>
  )
}
