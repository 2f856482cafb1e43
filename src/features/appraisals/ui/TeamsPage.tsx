import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useMay, useToday } from '#platform/web/session.ts'
import { StateChip } from '#platform/web/StateChip.tsx'
import { formatDate } from '#shared/format.ts'
import { useOwnUnits } from '#features/dossiers/ui/unitsOfMine.ts'
import { constituteTeam, listTeams, type TeamView } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { ConstituteDialog } from './ConstituteDialog.tsx'
import { EndTeamDialog } from './EndTeamDialog.tsx'
import { Seats } from './TeamCard.tsx'

/** Appraisal teams within reach: by which decision, for how long, who sits on them. */
export function TeamsPage() {
  const m = useMessages(messages)
  const { data, problem, refetch } = useQueryOf(listTeams, {})
  const may = useMay(constituteTeam['~orpc'].meta.permission)
  const own = useOwnUnits().map(({ unitId }) => unitId)
  const [open, setOpen] = useState(false)
  const teams = data?.toSorted((a, b) => Number(own.includes(b.unitId)) - Number(own.includes(a.unitId)))
  const constitute = may && (
    <Button look="main" icon="plus" onClick={() => setOpen(true)}>
      {m.constitute}
    </Button>
  )
  return (
    <Stack gap={16}>
      <PageHeader title={m.teams} detail={m.teamsDetail} main={constitute} />
      {problem && !data && <ProblemNotice problem={problem} onRetry={refetch} />}
      {!problem && !data && <Loading as="cards" />}
      {data?.length === 0 && (
        <EmptyState icon="people" title={m.noTeams}>
          {m.noTeamsText}
        </EmptyState>
      )}
      <Grid min={22}>
        {teams?.map((team) => (
          <Team key={team.id} team={team} mayEnd={may && own.includes(team.unitId)} />
        ))}
      </Grid>
      {open && <ConstituteDialog onClose={() => setOpen(false)} />}
    </Stack>
  )
}

function Team({ team, mayEnd }: { team: TeamView; mayEnd: boolean }) {
  const m = useMessages(messages)
  const today = useToday()
  const [ending, setEnding] = useState(false)
  const state = team.inForce ? m.inForce : team.validFrom > today ? m.notYet : m.notInForce
  return (
    <Card title={team.name} aside={<StateChip tone={team.inForce ? 'met' : 'neutral'}>{state}</StateChip>}>
      <p className="small muted">
        {team.unitName} · {m.decision(team.decisionNumber, formatDate(team.decisionDate))}
        <br />
        {m.period(formatDate(team.validFrom), team.validTo && formatDate(team.validTo))}
      </p>
      <Seats seats={team.seats} />
      {mayEnd && team.inForce && (
        <div>
          <Button small onClick={() => setEnding(true)}>
            {m.end}
          </Button>
        </div>
      )}
      {ending && <EndTeamDialog team={team} onClose={() => setEnding(false)} />}
    </Card>
  )
}
