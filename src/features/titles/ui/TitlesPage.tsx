import { useState } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import { useAsOf } from '#platform/web/asOf.ts'
import { AsOfPicker } from '#platform/web/AsOfPicker.tsx'
import { Card } from '#platform/web/Card.tsx'
import { type Column, DataTable } from '#platform/web/DataTable.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatDate } from '#shared/format.ts'
import { listTitles, type TitleLine } from '../contract.ts'
import * as messages from '../messages.ts'
import { titleStates } from '../title.ts'
import { TitleChip } from './TitleChip.tsx'

const PAGE = 50
const MOST = 200

/** Titles of the cells in view on a day, newest first. */
export function TitlesPage() {
  const m = useMessages(messages)
  const { change, ...asOf } = useAsOf()
  const [unitId] = useSearchParam('unitId')
  const [chosen, choose] = useSearchParam('state')
  const [limit, setLimit] = useState(PAGE)
  const state = titleStates.find((one) => one === chosen)
  const { data, problem, refetch, isFetching } = useQueryOf(listTitles, {
    ...asOf,
    limit,
    ...(unitId === undefined ? {} : { unitId }),
    ...(state === undefined ? {} : { state }),
  })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  const columns: [Column<TitleLine>, ...Column<TitleLine>[]] = [
    { key: 'cell', title: m.cell, cell: ({ unit }) => unit.name },
    { key: 'commune', title: m.commune, cell: ({ communeName }) => communeName ?? '—' },
    { key: 'state', title: m.state, cell: (title) => <TitleChip state={title.state} /> },
    { key: 'on', title: m.recognisedOn, cell: ({ recognisedOn }) => formatDate(recognisedOn) },
    {
      key: 'decision',
      title: m.decision,
      cell: ({ decisionNumber, decisionDate }) => m.decisionOf(decisionNumber, formatDate(decisionDate)),
    },
  ]
  return (
    <>
      <PageHeader title={m.titles} detail={m.titlesDetail} actions={<AsOfPicker value={asOf} onChange={change} />} />
      <Stack>
        <Row>
          <SelectField
            label={m.state}
            value={state ?? 'every'}
            onChange={(value) => choose(value === 'every' ? undefined : value)}
            options={[
              { value: 'every', label: m.every },
              ...titleStates.map((value) => ({ value, label: m.states[value] })),
            ]}
          />
        </Row>
        {data ? (
          <Card flush>
            <DataTable
              label={m.titles}
              columns={columns}
              rows={data.items}
              keyOf={({ id }) => id}
              toOf={({ id }) => `/titles/${id}`}
              empty={
                <EmptyState icon="medal" title={m.empty}>
                  {m.emptyDetail}
                </EmptyState>
              }
              onMore={data.next !== null && limit < MOST ? () => setLimit(limit + PAGE) : undefined}
              busy={isFetching}
            />
          </Card>
        ) : (
          <Loading as="table" />
        )}
      </Stack>
    </>
  )
}
