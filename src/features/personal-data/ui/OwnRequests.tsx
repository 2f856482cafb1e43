import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { listOwnRequests } from '../contract.ts'
import * as messages from '../messages.ts'
import { RequestCard } from './RequestCard.tsx'

/** What I asked and what became of it. */
export function OwnRequests() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listOwnRequests, undefined)
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" />
  if (data.items.length === 0)
    return (
      <EmptyState icon="send" title={m.noRequests}>
        {m.noRequestsText}
      </EmptyState>
    )
  return (
    <Stack gap={12}>
      {data.items.map((request) => (
        <RequestCard key={request.id} request={request} />
      ))}
    </Stack>
  )
}
