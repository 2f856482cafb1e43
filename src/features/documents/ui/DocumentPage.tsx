import { JournalLink } from '#platform/web/JournalLink.tsx'
import { useParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ObstacleList } from '#platform/web/ObstacleList.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { formatDate, formatInstant } from '#shared/format.ts'
import { type DocumentView, getDocument } from '../contract.ts'
import * as messages from '../messages.ts'
import { DocumentActions } from './DocumentActions.tsx'
import { DocumentChip } from './DocumentChip.tsx'
import { numberText } from './DocumentsPage.tsx'
import { PaperSheet } from './PaperSheet.tsx'

/** One document as the paper looks, with what stands before its signature and what may be done with it. */
export function DocumentPage() {
  const m = useMessages(messages)
  const { data: document, problem, refetch } = useQueryOf(getDocument, { documentId: useParam('documentId') })
  if (problem && !document) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!document) return <Loading as="page" />
  return (
    <>
      <PageHeader
        title={m.type[document.type]}
        crumbs={[{ text: m.title, to: '/documents' }]}
        state={<DocumentChip state={document.state} />}
        detail={document.subject}
        main={<DocumentActions document={document} />}
      />
      <Split aside={<DocumentFacts document={document} />}>
        {document.returnReason && <Card tone="warn" title={m.returned(document.returnReason)} />}
        {document.revokedReason && <Card tone="late" title={m.revokedFor(document.revokedReason)} />}
        <Obstacles obstacles={document.obstacles} />
        {document.warnings.length > 0 && (
          <Card tone="slate" title={m.beforeSigning}>
            <ObstacleList obstacles={document.warnings} />
          </Card>
        )}
        <PaperSheet
          title={m.type[document.type]}
          number={document.symbol ?? undefined}
          address={`/api/v1/documents/${document.id}`}
          version={document.version}
        />
      </Split>
    </>
  )
}

function DocumentFacts({ document }: { document: DocumentView }) {
  const m = useMessages(messages)
  return (
    <Card title={m.facts}>
      <Facts
        facts={[
          { label: m.number, value: numberText(document, m) },
          { label: m.issuer, value: document.bodyName },
          {
            label: m.about,
            value: document.about.map(({ unitId, name }) => (
              <p key={unitId}>
                <Link to={`/units/${unitId}`}>{name}</Link>
              </p>
            )),
          },
          { label: m.draftedBy, value: document.draftedBy },
          { label: m.signer, value: document.signer },
          { label: m.signedAt, value: document.signedAt && formatInstant(document.signedAt) },
          { label: m.issuedOn, value: document.issuedOn && formatDate(document.issuedOn) },
          ...(document.contentHash ? [{ label: m.hash, value: <code>{document.contentHash.slice(0, 16)}</code> }] : []),
        ]}
      />
      <JournalLink objectType="document" objectId={document.id} />
    </Card>
  )
}
