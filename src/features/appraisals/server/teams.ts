import { sql } from 'kysely'
import { z } from 'zod'
import { requireOver } from '#features/units/server/queries.ts'
import type { Tx } from '#platform/server/database.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { constituteTeam as endpoint, type TeamView } from '../contract.ts'
import { seatsOn, type Team, teamParts, teamRefusal } from '../team.ts'
import { refuse } from './refuse.ts'

/** Appraisal teams as rows: constituted by a numbered decision, ended by another, never edited. */

const Row = z.object({
  id: z.string(),
  unitId: z.string(),
  unitName: z.string(),
  programmeId: z.string(),
  name: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.string(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  version: z.number(),
  seats: z.array(
    z.object({
      personId: z.string(),
      name: z.string(),
      part: z.enum(teamParts),
      represents: z.string(),
      validFrom: z.string(),
      validTo: z.string().nullable(),
    }),
  ),
})

type Filter = {
  id?: string
  unitIds?: readonly string[]
  programmeId?: string
  /** Only teams of these units, of what is below them and of what is above them. */
  around?: readonly string[]
}

/** Teams with their seats, the newest first. */
export async function listTeams(
  tx: Tx,
  today: string,
  { id, unitIds, programmeId, around }: Filter = {},
): Promise<TeamView[]> {
  let query = tx
    .selectFrom('appraisal_team as t')
    .select(['t.id', 't.unit_id as unitId', 't.programme_id as programmeId', 't.name', 't.version'])
    .select(['t.decision_number as decisionNumber', 't.decision_date as decisionDate'])
    .select([
      sql<string>`lower(t.valid)::text`.as('validFrom'),
      sql<string | null>`upper(t.valid)::text`.as('validTo'),
      sql<string>`coalesce((select v.name from unit_version v where v.unit_id = t.unit_id and v.valid @> lower(t.valid)), '')`.as(
        'unitName',
      ),
      sql<unknown>`coalesce((select json_agg(json_build_object('personId', m.person_id, 'name', p.name, 'part', m.part,
        'represents', m.represents, 'validFrom', lower(m.valid)::text, 'validTo', upper(m.valid)::text)
        order by array_position(array['head', 'deputy', 'member', 'secretary'], m.part), p.name)
        from appraisal_team_member m join person p on p.id = m.person_id where m.team_id = t.id), '[]')`.as('seats'),
    ])
    .orderBy(sql`lower(t.valid)`, 'desc')
    .orderBy('t.id')
  if (id !== undefined) query = query.where('t.id', '=', id)
  if (unitIds !== undefined) query = query.where('t.unit_id', 'in', [...unitIds])
  if (programmeId !== undefined) query = query.where('t.programme_id', '=', programmeId)
  if (around !== undefined) {
    const units = sql`any (${[...around]}::uuid[])`
    query = query.where(
      sql<boolean>`exists (select 1 from unit_closure c where (c.descendant_id = t.unit_id and c.ancestor_id = ${units})
        or (c.ancestor_id = t.unit_id and c.descendant_id = ${units}))`,
    )
  }
  const teams = z.array(Row).parse(await query.execute())
  return teams.map((team) => ({ ...team, inForce: seatsOn(team, today).length > 0 }))
}

export async function getTeam(tx: Tx, today: string, id: string): Promise<TeamView> {
  const [team] = await listTeams(tx, today, { id })
  if (!team) throw new Problem('not_found', { reason: 'appraisal_team' })
  return team
}

/** The team of a unit that may appraise on a day. */
export async function findTeam(tx: Tx, unitId: string, programmeId: string, day: string): Promise<TeamView | null> {
  const teams = await listTeams(tx, day, { unitIds: [unitId], programmeId })
  return teams.find(({ inForce }) => inForce) ?? null
}

type NewTeam = {
  id: string
  unitId: string
  programmeId: string
  name: string
  decisionNumber: string
  decisionDate: string
  validFrom: string
  validTo: string | null
  seats: readonly {
    personId: string
    part: Team['seats'][number]['part']
    represents: string
    validFrom?: string | undefined
    validTo?: string | null | undefined
  }[]
}

/** Records the decision that sets a team up. */
export async function constituteTeam(call: Call, input: NewTeam): Promise<TeamView> {
  const { tx, today } = call
  await requireOver(call, endpoint['~orpc'].meta.permission, input.unitId)
  const seats = input.seats.map((seat) => ({
    ...seat,
    validFrom: seat.validFrom ?? input.validFrom,
    validTo: seat.validTo === undefined ? input.validTo : seat.validTo,
  }))
  const wrong = teamRefusal({ ...input, seats })
  if (wrong !== null) throw refuse('invalid', wrong, wrong === 'before_decision' ? '/validFrom' : '/seats')
  await requirePositions(tx, input.unitId, seats)
  await tx
    .insertInto('appraisal_team')
    .values({
      id: input.id,
      unit_id: input.unitId,
      programme_id: input.programmeId,
      name: input.name,
      decision_number: input.decisionNumber,
      decision_date: input.decisionDate,
      valid: range(input),
    })
    .execute()
  await tx
    .insertInto('appraisal_team_member')
    .values(
      seats.map((seat) => ({
        unit_id: input.unitId,
        team_id: input.id,
        person_id: seat.personId,
        part: seat.part,
        represents: seat.represents,
        valid: range(seat),
      })),
    )
    .execute()
  await record(call, {
    action: 'appraisal_team.constituted',
    objectType: 'appraisal_team',
    objectId: input.id,
    unitId: input.unitId,
    after: input,
  })
  return getTeam(tx, today, input.id)
}

const range = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }): string =>
  `[${validFrom},${validTo ?? ''})`

/** Members stand for offices of the unit: each holds a position there, or below it, on the first day of the seat. */
async function requirePositions(
  tx: Tx,
  unitId: string,
  seats: readonly { personId: string; validFrom: string }[],
): Promise<void> {
  for (const { personId, validFrom } of seats) {
    const held = await tx
      .selectFrom('position as p')
      .innerJoin('unit_closure as c', 'c.descendant_id', 'p.unit_id')
      .select('p.id')
      .where('p.person_id', '=', personId)
      .where('c.ancestor_id', '=', unitId)
      .where(sql<boolean>`p.valid @> ${validFrom}::date and c.valid @> ${validFrom}::date`)
      .limit(1)
      .executeTakeFirst()
    if (!held) throw refuse('invalid', 'person_without_position', '/seats')
  }
}

/** The team acts no longer from a day on; its seats end with it. */
export async function endTeam(
  call: Call,
  { teamId, on, version }: { teamId: string; on: string; version: number },
): Promise<TeamView> {
  const { tx, today } = call
  const team = await getTeam(tx, today, teamId)
  await requireOver(call, endpoint['~orpc'].meta.permission, team.unitId)
  if (on <= team.validFrom) throw refuse('invalid', 'ends_before_it_begins', '/on')
  const { numUpdatedRows } = await tx
    .updateTable('appraisal_team')
    .set({ valid: sql<string>`valid * daterange(null, ${on}::date)`, version: version + 1 })
    .where('id', '=', teamId)
    .where('version', '=', version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  await record(call, {
    action: 'appraisal_team.ended',
    objectType: 'appraisal_team',
    objectId: teamId,
    unitId: team.unitId,
    after: { on },
  })
  return getTeam(tx, today, teamId)
}

/** People with a position on the unit today: those who can be given a seat. */
export async function listCandidates(
  { tx, today }: Call,
  unitId: string,
): Promise<{ personId: string; name: string; title: string }[]> {
  return tx
    .selectFrom('position as p')
    .innerJoin('person as n', 'n.id', 'p.person_id')
    .select(['p.person_id as personId', 'n.name', 'p.title'])
    .where('p.unit_id', '=', unitId)
    .where('p.role', 'not in', ['administrator', 'viewer'])
    .where(sql<boolean>`p.valid @> ${today}::date`)
    .orderBy('n.name')
    .execute()
}
