import { call } from '#platform/web/api.ts'
import { usePages } from '#platform/web/usePages.ts'
import { useSearchParam } from '#platform/web/address.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import type { Column } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { ListCard } from '#platform/web/ListCard.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { keyOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import { formatDate } from '#shared/format.ts'
import { type DocumentLine, listDocuments } from '../contract.ts'
import { documentStates, documentTypes } from '../document.ts'
import * as messages from '../messages.ts'
import { DocumentChip } from './DocumentChip.tsx'
import { draftableTypes } from './draftable.ts'

/** Documents in view, newest first; what is said of a unit, a dossier or a title where the address names one. */
export function DocumentsPage() {
  const m = useMessages(messages)
  const [chosenType, chooseType] = useSearchParam('type')
  const [chosenState, chooseState] = useSearchParam('state')
  const [unitId] = useSearchParam('unitId')
  const [dossierId] = useSearchParam('dossierId')
  const [titleId] = useSearchParam('titleId')
  const draftable = draftableTypes(useSignedIn())
  const type = documentTypes.find((one) => one === chosenType)
  const state = documentStates.find((one) => one === chosenState)
  const asked = {
    ...(unitId === undefined ? {} : { unitId }),
    ...(dossierId === undefined ? {} : { dossierId }),
    ...(titleId === undefined ? {} : { titleId }),
    ...(type === undefined ? {} : { type }),
    ...(state === undefined ? {} : { state }),
  }
  const pages = usePages(keyOf(listDocuments, asked), (from, signal) =>
    call(listDocuments, { ...asked, ...from }, { signal }),
  )
  const subject = dossierId
    ? `/dossiers/${dossierId}`
    : titleId
      ? `/titles/${titleId}`
      : unitId
        ? `/units/${unitId}`
        : undefined
  if (pages.problem && !pages.rows) return <ProblemNotice problem={pages.problem} onRetry={pages.refetch} />
  const columns: [Column<DocumentLine>, ...Column<DocumentLine>[]] = [
    {
      key: 'subject',
      title: m.title,
      cell: (line) => (
        <Stack gap={4}>
          <span>{m.type[line.type]}</span>
          <span className="small muted">{line.subject}</span>
        </Stack>
      ),
    },
    { key: 'number', title: m.number, cell: (line) => numberText(line, m) },
    { key: 'issuer', title: m.issuer, cell: ({ unit }) => unit.name },
    { key: 'state', title: m.stateLabel, cell: (line) => <DocumentChip state={line.state} /> },
  ]
  return (
    <>
      <PageHeader
        title={dossierId ? m.ofDossier : titleId ? m.ofTitle : unitId ? m.ofUnit : m.title}
        {...(subject && { crumbs: [{ text: m.backToIt, to: subject }] })}
        detail={m.listDetail}
        main={
          draftable.length > 0 && (
            <LinkButton
              to={dossierId ? `/documents/new?dossierId=${dossierId}` : '/documents/new'}
              look="main"
              icon="plus"
            >
              {m.write}
            </LinkButton>
          )
        }
      />
      <Stack>
        <Row>
          <SelectField
            label={m.kind}
            value={type ?? 'every'}
            onChange={(value) => chooseType(value === 'every' ? undefined : value)}
            options={[
              { value: 'every', label: m.every },
              ...documentTypes.map((value) => ({ value, label: m.type[value] })),
            ]}
          />
          <SelectField
            label={m.stateLabel}
            value={state ?? 'every'}
            onChange={(value) => chooseState(value === 'every' ? undefined : value)}
            options={[
              { value: 'every', label: m.every },
              ...documentStates.map((value) => ({ value, label: m.state[value] })),
            ]}
          />
        </Row>
        <ListCard
          pages={pages}
          label={m.title}
          columns={columns}
          keyOf={({ id }) => id}
          toOf={({ id }) => `/documents/${id}`}
          empty={{ icon: 'file', title: m.empty, detail: m.emptyDetail }}
        />
      </Stack>
    </>
  )
}

export function numberText({ symbol, dated }: Pick<DocumentLine, 'symbol' | 'dated'>, m: typeof messages.vi): string {
  if (dated === null) return m.noNumber
  return symbol === null ? m.unnumbered(formatDate(dated)) : m.numberOf(symbol, formatDate(dated))
}
