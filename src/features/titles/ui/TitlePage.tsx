import { useParam } from '#platform/web/address.ts'
import { LinkButton } from '#platform/web/Button.tsx'
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
import { addDays, formatDate } from '#shared/format.ts'
import { getTitle, type TitleView } from '../contract.ts'
import * as messages from '../messages.ts'
import { CertificateCard } from './CertificateCard.tsx'
import { Succession } from './Succession.tsx'
import { TitleActions } from './TitleActions.tsx'
import { TitleChip } from './TitleChip.tsx'
import { TitleHistory } from './TitleHistory.tsx'

/** One title: whether it holds, by whom it was given and is kept, its certificate, and what has happened to it. */
export function TitlePage() {
  const m = useMessages(messages)
  const { data: title, problem, refetch } = useQueryOf(getTitle, { titleId: useParam('titleId') })
  if (problem && !title) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!title) return <Loading as="page" />
  return (
    <>
      <PageHeader
        title={title.unit.name}
        crumbs={[{ text: m.titles, to: '/titles' }]}
        state={<TitleChip state={title.state} />}
        detail={m.title}
        actions={
          title.dossierId && (
            <LinkButton to={`/dossiers/${title.dossierId}`} icon="file">
              {m.dossier}
            </LinkButton>
          )
        }
      />
      <Split
        aside={
          <>
            <TitleActions title={title} />
            <TitleHistory title={title} />
          </>
        }
      >
        <Obstacles obstacles={title.obstacles} />
        <AboutCard title={title} />
        <CertificateCard title={title} />
      </Split>
    </>
  )
}

function AboutCard({ title }: { title: TitleView }) {
  const m = useMessages(messages)
  const ahead = [
    { label: m.expiresOn, value: title.expiresOn ? formatDate(addDays(title.expiresOn, -1)) : m.noEnd },
    ...(title.reappraisalDue ? [{ label: m.reappraisalDue, value: formatDate(title.reappraisalDue) }] : []),
  ]
  return (
    <Card title={m.about} tone={title.state === 'in_force' ? 'gold' : 'plain'}>
      <Facts
        facts={[
          { label: m.recognisedOn, value: formatDate(title.recognisedOn) },
          { label: m.decision, value: m.decisionOf(title.decisionNumber, formatDate(title.decisionDate)) },
          { label: m.grantedBy, value: title.grantedBy },
          { label: m.commune, value: title.communeName },
          { label: m.programme, value: title.programmeName },
          ...(title.state === 'revoked' ? [] : ahead),
          { label: m.cell, value: <Link to={`/units/${title.unit.unitId}`}>{title.unit.name}</Link> },
        ]}
      />
      <Succession grantedBy={title.grantedBy} inCharge={title.inCharge} />
    </Card>
  )
}
