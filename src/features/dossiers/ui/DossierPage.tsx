import { useParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { LinkList } from '#platform/web/LinkList.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { getDossier } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'
import { ChecksCard } from './ChecksCard.tsx'
import { CriteriaCard } from './CriteriaCard.tsx'
import { DocumentsCard } from './DocumentsCard.tsx'
import { DossierHeader } from './DossierHeader.tsx'
import { DossierNotices } from './DossierNotices.tsx'
import { DossierPath } from './DossierPath.tsx'
import { DossierTimeline } from './DossierTimeline.tsx'
import { ForecastCard } from './ForecastCard.tsx'
import { Remarks } from './Remarks.tsx'
import { VotesCard } from './VotesCard.tsx'
import { Withdrawal } from './Withdrawal.tsx'

/** One cell's way to recognition in one year, with what the person looking can do about it. */
export function DossierPage() {
  const { data, problem, refetch } = useQueryOf(getDossier, { dossierId: useParam('dossierId') })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="page" />
  return <Dossier key={data.id} dossier={data} />
}

function Dossier({ dossier }: { dossier: DossierView }) {
  return (
    <Stack gap={16}>
      <DossierHeader dossier={dossier} />
      <DossierNotices dossier={dossier} />
      <DossierPath dossier={dossier} />
      <Split aside={<Context dossier={dossier} />}>
        <Remarks dossier={dossier} />
        <CriteriaCard dossier={dossier} />
        <DocumentsCard dossier={dossier} />
        <ChecksCard dossier={dossier} />
      </Split>
    </Stack>
  )
}

/** How far it is, the vote, where else the dossier is worked on, what has happened. */
function Context({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  return (
    <>
      <ForecastCard path={dossier.path} />
      <VotesCard dossier={dossier} />
      <Card flush>
        <LinkList
          items={[
            { key: 'appraisal', icon: 'people', to: `/dossiers/${dossier.id}/appraisal`, title: m.appraisal },
            { key: 'papers', icon: 'file', to: `/documents?dossierId=${dossier.id}`, title: m.papers },
          ]}
        />
      </Card>
      <DossierTimeline dossier={dossier} />
      <Withdrawal dossier={dossier} />
    </>
  )
}
