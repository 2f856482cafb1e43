import { useState } from 'react'
import { PaperSheet } from '#features/documents/ui/PaperSheet.tsx'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { type DecisionView, getRecognition } from '../contract.ts'
import * as messages from '../decisionMessages.ts'
import { blockedBy } from './DecisionActions.tsx'
import { SignDialog } from './SignDialog.tsx'

/** A decision that the organisers prepared, on one cell or several, for the body that signs. */
export function RecognitionPage() {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  const { data, problem, refetch } = useQueryOf(getRecognition, { documentId: useParam('documentId') })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  const { document, decisions } = data
  const all = decisions.flatMap((one) => one.obstacles)
  const obstacles = all.filter(({ text }, at) => all.findIndex((other) => other.text === text) === at)
  const signing = document.state === 'submitted'
  const blocked = decisions.map((one) => (one.state === 'decision' ? blockedBy(one, m) : m.notWaiting)).find(Boolean)
  return (
    <>
      <PageHeader
        title={m.decisionPage}
        crumbs={[{ text: document.bodyName, to: `/documents/${document.id}` }]}
        detail={document.subject}
        main={
          signing && (
            <Button look="main" icon="sign" blocked={blocked} onClick={() => setOpen(true)}>
              {m.sign}
            </Button>
          )
        }
      />
      <Split aside={<CellsCard decisions={decisions} />}>
        <Obstacles obstacles={obstacles} />
        <PaperSheet
          title={m.draft}
          number={document.symbol ?? undefined}
          address={`/api/v1/documents/${document.id}`}
          version={document.version}
        />
      </Split>
      {open && <SignDialog decisions={decisions} prepared={document} onClose={() => setOpen(false)} />}
    </>
  )
}

function CellsCard({ decisions }: { decisions: readonly DecisionView[] }) {
  const m = useMessages(messages)
  return (
    <Card title={m.cellsDecided}>
      <Facts
        facts={decisions.map(({ dossierId, cell }) => ({
          label: cell.name,
          value: <Link to={`/dossiers/${dossierId}/decision`}>{m.openDecision}</Link>,
        }))}
      />
    </Card>
  )
}
