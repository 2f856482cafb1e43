import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParam } from '#platform/web/address.ts'
import { call, type OutputOf } from '#platform/web/api.ts'
import { AsOfNote } from '#platform/web/AsOfNote.tsx'
import { AsOfPicker } from '#platform/web/AsOfPicker.tsx'
import { Bar } from '#platform/web/Bar.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { toProblem } from '#platform/web/problem.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { type Denominator, denominators } from '#features/targets/target.ts'
import { formatDate, formatNumber } from '#shared/format.ts'
import { listCellsBehind } from '../contract.ts'
import * as messages from '../messages.ts'
import { type ReportInput, reportPath, useReportQuestion } from './question.ts'
import './ReportsPage.css'

type Cell = OutputOf<typeof listCellsBehind>['items'][number]

/** The cells that make one figure, with the decision on each. */
export function RecordsPage() {
  const m = useMessages(messages)
  const { input } = useReportQuestion()
  const [asked] = useSearchParam('denominator')
  const denominator = denominators.find((one) => one === asked) ?? 'ALL_CELLS'
  if (!input) return <EmptyState title={m.screen.noUnit}>{m.screen.noUnitText}</EmptyState>
  return <Records input={input} denominator={denominator} />
}

function Records({ input, denominator }: { input: ReportInput; denominator: Denominator }) {
  const m = useMessages(messages)
  const { asOf, changeAsOf } = useReportQuestion()
  const question = { ...input, denominator }
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...keyOf(listCellsBehind, question), 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(
        listCellsBehind,
        { ...question, limit: 100, ...(pageParam === '' ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  })
  const first = data?.pages[0]
  if (error && !first) return <ProblemNotice problem={toProblem(error)} onRetry={refetch} />
  if (!data || !first) return <Loading as="page" />
  const { line, head } = first
  const title = m.denominators[line.denominator](line.year)
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[...head.above, { ...head.unit, visible: true }].map(({ unitId, name, visible }) => ({
          text: name,
          to: visible ? reportPath({ ...input, unitId }) : undefined,
        }))}
        detail={`${m.records.counted}: ${m.definitions[line.denominator]}.`}
        actions={<AsOfPicker value={asOf} onChange={changeAsOf} />}
      />
      <Stack gap={24}>
        <AsOfNote value={asOf} />
        <Card title={head.unit.name} aside={<span className="muted">{m.upTo(formatDate(head.asOf))}</span>}>
          <p className="reports-line">
            {formatNumber(line.numerator)}/{line.over === null ? '—' : formatNumber(line.over)}{' '}
            <span className="muted">{line.percent ?? m.states[line.state]}</span>
          </p>
          {line.over !== null && <Bar numerator={line.numerator} over={line.over} />}
        </Card>
        <Card flush title={m.records.behind}>
          <DataTable
            label={m.records.behind}
            rows={data.pages.flatMap(({ items }) => items)}
            keyOf={({ cellId }) => cellId}
            toOf={({ cellId }) => `/units/${cellId}`}
            empty={<EmptyState title={m.records.none}>{m.records.noneText}</EmptyState>}
            onMore={hasNextPage ? () => fetchNextPage() : undefined}
            busy={isFetchingNextPage}
            columns={[
              { key: 'cell', title: m.records.cell, cell: ({ name }) => name },
              { key: 'commune', title: m.commune, cell: ({ communeName }) => communeName ?? '' },
              { key: 'state', title: m.records.state, cell: (cell) => <State cell={cell} /> },
              {
                key: 'on',
                title: m.records.recognisedOn,
                cell: ({ recognisedOn }) => recognisedOn && formatDate(recognisedOn),
              },
              { key: 'decision', title: m.records.decision, cell: (cell) => <Decision cell={cell} /> },
            ]}
          />
        </Card>
      </Stack>
    </>
  )
}

function Decision({ cell: { decisionNumber, decisionDate, grantedBody } }: { cell: Cell }) {
  const m = useMessages(messages)
  if (!decisionNumber || !decisionDate) return null
  return [m.records.decisionOf(decisionNumber, formatDate(decisionDate)), grantedBody].filter(Boolean).join(' · ')
}

function State({ cell: { held, revokedOn, titleId } }: { cell: Cell }) {
  const m = useMessages(messages)
  if (held) return <StateChip tone="gold">{m.records.held}</StateChip>
  if (revokedOn) return <StateChip tone="late">{m.records.revoked(formatDate(revokedOn))}</StateChip>
  if (titleId) return <StateChip tone="warn">{m.records.ended}</StateChip>
  return <StateChip tone="neutral">{m.records.notYet}</StateChip>
}
