import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { listFollowed } from '../contract.ts'
import * as messages from '../messages.ts'

/** Where the one who looks is assigned. */
export function FollowedPage() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listFollowed, {})
  return (
    <Stack gap={16}>
      <PageHeader title={m.followed} detail={m.followedDetail} />
      {problem && !data && <ProblemNotice problem={problem} onRetry={refetch} />}
      {!problem && !data && <Loading as="cards" />}
      {data?.items.length === 0 && (
        <EmptyState icon="pin" title={m.noFollowed}>
          {m.noFollowedText}
        </EmptyState>
      )}
      {data && data.items.length > 0 && (
        <Card flush>
          <LinkList
            items={data.items.map((one) => ({
              key: one.id,
              title: one.unitName,
              detail: [one.parentName, one.title, m.since(formatDate(one.from)), m.byUnit(one.byUnitName)]
                .filter(Boolean)
                .join(' · '),
              to: `/units/${one.unitId}/year-plan`,
              ...(one.kind === 'substitute' ? { aside: <StateChip tone="slate">{m.standsIn}</StateChip> } : {}),
              ...(one.expected || one.kind === 'substitute'
                ? {}
                : { aside: <StateChip tone="neutral">{m.away}</StateChip> }),
            }))}
          />
        </Card>
      )}
    </Stack>
  )
}
