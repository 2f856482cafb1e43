import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { listReceivedClauses } from '../contract.ts'
import * as messages from '../messages.ts'
import { ReceivedCard } from './ReceivedCard.tsx'

/** What cells have sent to the bodies that somebody leads: to be acknowledged and reported on. */
export function ReceivedPage() {
  const m = useMessages(messages)
  const bodies = useSignedIn().positions.filter(({ level }) => level === 'body')
  return (
    <Stack gap={16}>
      <PageHeader title={m.received} detail={m.receivedIntro} />
      {bodies.map(({ unitId, unitName }) => (
        <BodyClauses key={unitId} unitId={unitId} name={unitName} />
      ))}
    </Stack>
  )
}

function BodyClauses({ unitId, name }: { unitId: string; name: string }) {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listReceivedClauses, { unitId, limit: 200 })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" />
  return (
    <Stack gap={12}>
      <h2>{name}</h2>
      {data.items.length === 0 && (
        <Card>
          <EmptyState icon="file" title={m.noneReceived}>
            {m.noneReceivedText}
          </EmptyState>
        </Card>
      )}
      {data.items.map((clause) => (
        <ReceivedCard key={`${clause.unitId}/${clause.taskId}`} clause={clause} bodyId={unitId} />
      ))}
    </Stack>
  )
}
