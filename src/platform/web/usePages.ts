import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { toProblem } from './problem.ts'

interface Page<Row> {
  items: Row[]
  next: string | null
}

/**
 * A list read page after page to its very end: `usePages(keyOf(listTitles, asked), (from, signal) => call(listTitles,
 * { ...asked, ...from }, { signal }))`. While it is asked with another filter its earlier rows stay.
 */
export function usePages<Row>(
  key: unknown[],
  load: (from: { cursor?: string }, signal: AbortSignal) => Promise<Page<Row>>,
) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetching } = useInfiniteQuery({
    // Apart from the same list read as one page, whose answer has another shape.
    queryKey: [...key, 'pages'],
    queryFn: ({ pageParam, signal }) => load(pageParam === null ? {} : { cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
  return {
    rows: data?.pages.flatMap(({ items }) => items),
    problem: error ? toProblem(error) : null,
    refetch,
    onMore: hasNextPage ? () => void fetchNextPage() : undefined,
    busy: isFetching,
  }
}

export type Pages<Row> = ReturnType<typeof usePages<Row>>
