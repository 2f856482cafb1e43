import { useParam } from '#platform/web/address.ts'
import { call } from '#platform/web/api.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import * as platform from '#platform/web/messages.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { keyOf } from '#platform/web/queries.ts'
import { type Happening, Timeline } from '#platform/web/Timeline.tsx'
import { useInfiniteQuery } from '@tanstack/react-query'
import { type JournalLine, listJournal } from '../contract.ts'
import * as messages from '../messages.ts'

/** All that was done to one object, for those whose unit it is. */
export function JournalPage() {
  const m = useMessages(messages)
  const { showMore } = useMessages(platform)
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useStory()
  const lines = data?.pages.flatMap(({ items }) => items)
  return (
    <Stack gap={20}>
      <PageHeader title={m.title} detail={m.intro} />
      <ProblemNotice problem={error && toProblem(error)} onRetry={refetch} />
      {!data && !error && <Loading as="lines" />}
      {lines && (
        <Card>
          {lines.length === 0 ? (
            <EmptyState icon="history" title={m.none}>
              {m.noneText}
            </EmptyState>
          ) : (
            <Timeline happenings={lines.map((line) => happeningOf(line, m.somebody))} />
          )}
          {hasNextPage && (
            <Button busy={isFetching} onClick={() => void fetchNextPage()}>
              {showMore}
            </Button>
          )}
        </Card>
      )}
    </Stack>
  )
}

function useStory() {
  const asked = { objectType: useParam('objectType'), objectId: useParam('objectId') }
  return useInfiniteQuery({
    queryKey: keyOf(listJournal, asked),
    queryFn: ({ pageParam, signal }) =>
      call(listJournal, { ...asked, ...(pageParam === null ? {} : { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

const happeningOf = ({ id, at, who, what, changes }: JournalLine, somebody: string): Happening => ({
  id,
  who: who ?? somebody,
  what,
  when: at,
  more: changes.map(({ field, before, after }) => (
    <p key={field} className="small muted">
      {field}: {before ?? '—'} → {after ?? '—'}
    </p>
  )),
})
