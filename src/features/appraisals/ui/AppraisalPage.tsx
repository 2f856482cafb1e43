import { useParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import * as dossierMessages from '#features/dossiers/screenMessages.ts'
import { gathered } from '#features/dossiers/ui/gathered.ts'
import { type AppraisalView, getAppraisal } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { AgreementCard } from './AgreementCard.tsx'
import { AppraisalHeader } from './AppraisalHeader.tsx'
import { OpinionsCard } from './OpinionsCard.tsx'
import { PapersCard } from './PapersCard.tsx'
import { ProgressCard } from './ProgressCard.tsx'
import { TeamCard } from './TeamCard.tsx'
import { VisitsCard } from './VisitsCard.tsx'

/** A dossier in the hands of the appraisal team: visit, papers, each one's own verdicts, what the team agrees, the report. */
export function AppraisalPage() {
  const { data, problem, refetch } = useQueryOf(getAppraisal, { dossierId: useParam('dossierId') })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return <Appraisal key={data.dossierId} appraisal={data} />
}

function Appraisal({ appraisal }: { appraisal: AppraisalView }) {
  const m = useMessages(messages)
  const d = useMessages(dossierMessages)
  const { dossierId, obstacles, state, conflict, allowedActions } = appraisal
  const here = obstacles.map((one) => ({
    ...one,
    to: one.to.replace(`/dossiers/${dossierId}#`, `/dossiers/${dossierId}/appraisal#`),
  }))
  return (
    <Stack gap={16}>
      <AppraisalHeader appraisal={appraisal} />
      {state !== 'appraisal' && <p className="muted">{m.notNow}</p>}
      {conflict !== null && (
        <Card tone="warn">
          <p>{conflictText(conflict, m)}</p>
        </Card>
      )}
      <Split
        aside={
          <>
            <ProgressCard appraisal={appraisal} />
            <TeamCard team={appraisal.team} />
          </>
        }
      >
        {allowedActions.includes('report') && (
          <Obstacles obstacles={gathered(here, d)} title={m.stillMissing(here.length)} />
        )}
        <VisitsCard appraisal={appraisal} />
        <PapersCard appraisal={appraisal} />
        <AgreementCard key={appraisal.agreedOn ?? ''} appraisal={appraisal} />
        <OpinionsCard appraisal={appraisal} />
      </Split>
    </Stack>
  )
}

function conflictText(conflict: string, { conflict: words }: (typeof messages)['vi']): string {
  return conflict === 'belongs_to_cell' || conflict === 'prepared_dossier' ? words[conflict] : words.other
}
