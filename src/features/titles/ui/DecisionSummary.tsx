import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { formatDate } from '#shared/format.ts'
import type { DecisionView } from '../contract.ts'
import * as messages from '../decisionMessages.ts'

/** Report, opinion and the dossier in short: what the decision rests on. */
export function DecisionSummary({ decision }: { decision: DecisionView }) {
  const m = useMessages(messages)
  const { dossierId, report, opinion, results, vote, visits, dissents, notMet } = decision
  const appraisal = `/dossiers/${dossierId}/appraisal`
  return (
    <>
      <Card title={m.report}>
        <p>{report?.summary || m.noReport}</p>
        {report && <p className="muted small">{m.reportBy(report.by ?? m.team, formatDate(report.on))}</p>}
      </Card>
      <Card title={m.opinion}>
        <p>{opinion ? opinion.note || m.agreed : m.noOpinion}</p>
        {opinion && <p className="muted small">{m.reportBy(opinion.by ?? m.opinion, formatDate(opinion.on))}</p>}
      </Card>
      <Card title={m.summary}>
        <Facts
          facts={[
            { label: m.self, value: results.self },
            { label: m.communeAppraisal, value: results.commune },
            { label: m.team, value: results.team },
            { label: m.vote, value: vote && m.voteOf(vote.inFavour, vote.entitled, formatDate(vote.heldOn)) },
            {
              label: m.visits,
              value:
                visits.map(({ on, place }) => [formatDate(on), place].filter(Boolean).join(', ')).join('; ') || null,
            },
            { label: m.notMet, value: notMet.join(', ') || m.none },
            {
              label: m.dissents,
              value: dissents === 0 ? m.none : <Link to={appraisal}>{m.readDissents(dissents)}</Link>,
            },
          ]}
        />
      </Card>
    </>
  )
}
