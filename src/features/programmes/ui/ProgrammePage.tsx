import { useParam } from '#platform/web/address.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split, Stack } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { getProgramme, type ProgrammeView } from '../contract.ts'
import * as messages from '../messages.ts'
import { ChainTable } from './ChainTable.tsx'
import { SettingsFacts } from './SettingsFacts.tsx'

/** A programme to read: who decides when, by which criteria, what is asked for, and what is still open. */
export function ProgrammePage() {
  const m = useMessages(messages)
  const { data: programme, problem, refetch } = useQueryOf(getProgramme, { programmeId: useParam('programmeId') })
  if (problem && !programme) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!programme) return <Loading as="page" />
  const { plan, term } = programme
  const planText = plan
    ? `${plan.number}, ${plan.date ? formatDate(plan.date) : m.dateUnknown}, ${plan.issuer}`
    : m.noPlan
  return (
    <>
      <PageHeader
        title={programme.name}
        crumbs={[{ text: m.programmes, to: '/programmes' }]}
        detail={`${planText} · ${m.term} ${m.termOf(term.fromYear, term.toYear)}`}
        main={
          programme.allowedActions.includes('change') && (
            <LinkButton to={`/programmes/${programme.id}/settings`} look="main" icon="edit">
              {m.changeSettings}
            </LinkButton>
          )
        }
      />
      <Split aside={<NotEntered programme={programme} />}>
        <Card flush title={m.chain}>
          <ChainTable chain={programme.chain} />
        </Card>
        <UsedRuleSets programme={programme} />
        <SettingsFacts settings={programme.settings} />
      </Split>
    </>
  )
}

function NotEntered({ programme }: { programme: ProgrammeView }) {
  const m = useMessages(messages)
  if (programme.notEntered.length === 0) return <Card title={m.settings}>{m.allEntered}</Card>
  return (
    <Card tone="warn" title={m.notEntered}>
      <ul>
        {programme.notEntered.map((setting) => (
          <li key={setting}>{m.setting[setting]}</li>
        ))}
      </ul>
    </Card>
  )
}

function UsedRuleSets({ programme }: { programme: ProgrammeView }) {
  const m = useMessages(messages)
  return (
    <Card title={m.ruleSets}>
      <p className="muted">{m.ruleSetsHint}</p>
      {programme.ruleSets.length === 0 && <p>{m.noRuleSets}</p>}
      <Stack gap={12}>
        {programme.ruleSets.map(({ ruleSetId, code, revision, title, demonstration, validFrom, validTo }) => (
          <div key={`${ruleSetId} ${validFrom}`}>
            <Link to={`/rule-sets/${ruleSetId}`}>{title}</Link>
            <p className="small muted">
              {`${code} · ${m.revision(revision)} · ${m.from(formatDate(validFrom))}`}
              {validTo && ` ${m.until(formatDate(validTo))}`}
            </p>
            {demonstration && <StateChip tone="warn">{m.demonstration}</StateChip>}
          </div>
        ))}
      </Stack>
    </Card>
  )
}
