import { PaperSheet } from '#features/documents/ui/PaperSheet.tsx'
import { useParam } from '#platform/web/address.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ObstacleList } from '#platform/web/ObstacleList.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { type DecisionView, getDecision } from '../contract.ts'
import * as messages from '../decisionMessages.ts'
import { RefuseButton, SignButton } from './DecisionActions.tsx'
import { DecisionSummary } from './DecisionSummary.tsx'

/** For the standing committee: the paper to be signed beside the report, the opinion and the dossier in short. */
export function DecisionPage() {
  const m = useMessages(messages)
  const { data: decision, problem, refetch } = useQueryOf(getDecision, { dossierId: useParam('dossierId') })
  if (problem && !decision) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!decision) return <Loading as="page" />
  const { cell, communeName, year, dossierId } = decision
  return (
    <>
      <PageHeader
        title={m.decisionPage}
        crumbs={[{ text: cell.name, to: `/dossiers/${dossierId}` }]}
        detail={[cell.name, communeName, m.forYear(year)].filter(Boolean).join(' · ')}
        actions={<RefuseButton decision={decision} />}
        main={<SignButton decision={decision} />}
      />
      <Split aside={<DecisionSummary decision={decision} />}>
        <Standing decision={decision} />
        {decision.state === 'decision' && (
          <PaperSheet
            title={m.draft}
            address={`/api/v1/dossiers/${dossierId}/decision-draft`}
            version={decision.dossierVersion}
          />
        )}
      </Split>
    </>
  )
}

/** What stands before the signature, or that it has been given. */
function Standing({ decision }: { decision: DecisionView }) {
  const m = useMessages(messages)
  const { titleId, state, obstacles, remarks, warnings } = decision
  if (titleId !== null) {
    return (
      <Card tone="gold" title={m.decided}>
        <LinkButton to={`/titles/${titleId}`} icon="medal">
          {m.openTitle}
        </LinkButton>
      </Card>
    )
  }
  if (state !== 'decision') return <Card tone="slate" title={m.notWaiting} />
  const notes = [...remarks, ...warnings]
  return (
    <>
      <Obstacles obstacles={obstacles} />
      {notes.length > 0 && (
        <Card tone="slate" title={m.warnings}>
          <ObstacleList obstacles={notes} />
        </Card>
      )}
    </>
  )
}
