import { call } from '#platform/web/api.ts'
import { usePages } from '#platform/web/usePages.ts'
import { useSearchParam } from '#platform/web/address.ts'
import { useAsOf } from '#platform/web/asOf.ts'
import { AsOfNote } from '#platform/web/AsOfNote.tsx'
import { AsOfPicker } from '#platform/web/AsOfPicker.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatDate } from '#shared/format.ts'
import { listTitles, type TitleLine } from '../contract.ts'
import * as messages from '../messages.ts'
import { titleStates } from '../title.ts'
import { TitleChip } from './TitleChip.tsx'

/** Titles of the cells in view on a day, newest first. */
export function TitlesPage() {
  const m = useMessages(messages)
  const { change, ...asOf } = useAsOf()
  const [unitId] = useSearchParam('unitId')
  const [chosen, choose] = useSearchParam('state')
  const state = titleStates.find((one) => one === chosen)
  const asked = {
    ...asOf,
    ...(unitId === undefined ? {} : { unitId }),
    ...(state === undefined ? {} : { state }),
  }
  const pages = usePages(keyOf(listTitles, asked), (from, signal) =>
    call(listTitles, { ...asked, ...from }, { signal }),
  )
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
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
        <AsOfNote value={asOf} />
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
        <ListCard
          pages={pages}
          label={m.titles}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => `/titles/${id}`}
          empty={{ icon: 'medal', title: m.empty, detail: m.emptyDetail }}
        />
      </Stack>
    </>
  )
}
