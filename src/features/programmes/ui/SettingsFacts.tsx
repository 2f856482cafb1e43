import { Card } from '#platform/web/Card.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../messages.ts'
import { deadlineSteps, type ProgrammeSettings } from '../programme.ts'

/** Everything a programme asks for; what has no rule yet says so. */
export function SettingsFacts({ settings }: { settings: ProgrammeSettings }) {
  const m = useMessages(messages)
  const { dossierDocuments, revocationGrounds, deadlines, signingBody, cellVoteMajority } = settings
  const days = (count: number | null) => (count === null ? m.none : m.days(count))
  const months = (count: number | null) => (count === null ? m.none : m.months(count))
  return (
    <>
      <Card title={m.documents}>
        <NamedList
          entries={dossierDocuments.map(({ code, label, required }) => ({
            code,
            label: required ? `${label} (${m.required.toLowerCase()})` : label,
          }))}
          empty={m.noDocuments}
        />
      </Card>
      <Card title={m.deadlines}>
        <Facts facts={deadlineSteps.map((step) => ({ label: m.deadline[step], value: days(deadlines[step]) }))} />
      </Card>
      <Card title={m.keeping}>
        <Facts
          facts={[
            { label: m.titleMonths, value: months(settings.titleMonths) },
            { label: m.reappraisalMonths, value: months(settings.reappraisalMonths) },
          ]}
        />
        <p className="strong">{m.grounds}</p>
        <NamedList entries={revocationGrounds} empty={m.noGrounds} />
      </Card>
      <Card title={m.signing}>
        <Facts
          facts={[
            {
              label: m.signingBody,
              value: signingBody ? `${m.bodies[signingBody.body]} (${m.levels[signingBody.level]})` : m.asChain,
            },
            { label: m.majority, value: `${cellVoteMajority.numerator}/${cellVoteMajority.over}` },
          ]}
        />
      </Card>
    </>
  )
}

function NamedList({ entries, empty }: { entries: readonly { code: string; label: string }[]; empty: string }) {
  if (entries.length === 0) return <p className="muted">{empty}</p>
  return (
    <ul>
      {entries.map(({ code, label }) => (
        <li key={code}>{label}</li>
      ))}
    </ul>
  )
}
