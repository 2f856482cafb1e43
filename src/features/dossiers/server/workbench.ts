import { sql } from 'kysely'
import { z } from 'zod'
import { chainOn, voteCarries } from '#features/programmes/programme.ts'
import { getProgramme, listProgrammes } from '#features/programmes/server/queries.ts'
import { evaluate } from '#features/rule-sets/evaluation.ts'
import { leaders, organisers } from '#shared/permission.ts'
import type { Call } from '#platform/server/serve.ts'
import { type DossierAction, type DossierState, recognisableKinds } from '../dossier.ts'
import type { TaskView } from '../dossierView.ts'
import { appraisalRound, pathOf } from '../path.ts'
import { compareTasks, type DossierSituation, overdueDays, type Task, type TaskKind, tasksOn } from '../todo.ts'
import { authorityOver } from './authority.ts'
import { dossierRows, loadPaths, readRows, type UnitOnPath } from './dossierRow.ts'
import { type LoadedDossier, loadFacts } from './facts.ts'
import { verdictsOf } from './verdicts.ts'

/** Everything one person has to do now, whatever their parts, overdue first. */
export async function listTasks(call: Call): Promise<{ today: string; items: TaskView[] }> {
  const items = [...(await dossierTasks(call)), ...(await registrationTasks(call)), ...(await targetTasks(call))]
  return { today: call.today, items: items.sort(compareTasks) }
}

/** States in which some position of a level may have something to do; the rest is not even loaded. */
const statesFor = {
  cell: ['draft', 'building', 'self_appraisal'],
  commune: ['registered', 'commune_review'],
  above: ['appraisal', 'opinion', 'decision'],
} as const satisfies Record<string, readonly DossierState[]>

/** The step a task is, as far as own duty can forbid it. */
const stepOf: Partial<Record<TaskKind, DossierAction>> = {
  review_dossier: 'commune_appraise',
  propose: 'propose',
  plan_visit: 'appraise',
  carry_out_visit: 'appraise',
  give_verdicts: 'appraise',
  check_dossier: 'appraise',
  agree_verdicts: 'appraise',
  report_appraisal: 'report_appraisal',
  give_opinion: 'agree',
  decide: 'decide',
}

async function dossierTasks(call: Call): Promise<TaskView[]> {
  const { tx, today, actor } = call
  const has = (levels: readonly string[]) => actor.positions.some(({ level }) => levels.includes(level))
  const states = [
    ...(has(['cell']) ? statesFor.cell : []),
    ...(has(['commune']) ? statesFor.commune : []),
    ...(has(['commune', 'district', 'province']) || actor.teams.length > 0 ? statesFor.above : []),
  ]
  if (states.length === 0) return []
  const rows = readRows(await dossierRows(tx).where('d.state', 'in', states).execute())
  const paths = await loadPaths(
    tx,
    rows.map(({ unitId }) => unitId),
    today,
  )
  const programmes = new Map<string, Awaited<ReturnType<typeof getProgramme>>>()
  for (const id of new Set(rows.map(({ programmeId }) => programmeId))) programmes.set(id, await getProgramme(tx, id))
  const mine = rows.filter(({ unitId, programmeId }) => {
    const programme = programmes.get(programmeId)
    return programme && authorityOver(call, unitId, paths.get(unitId) ?? [], programme).parts.length > 0
  })
  const loaded = await loadFacts(tx, mine)
  return loaded.flatMap((one) => tasksOf(call, one, paths.get(one.row.unitId) ?? []))
}

function tasksOf(call: Call, loaded: LoadedDossier, path: readonly UnitOnPath[]): TaskView[] {
  const { row, programme, hands } = loaded
  const authority = authorityOver(call, row.unitId, path, programme)
  const [unit] = path
  if (!unit) return []
  return tasksOn(situationOf(call, loaded), authority.parts).map((task) => {
    const step = stepOf[task.kind]
    return {
      ...taskView(call, task, unit),
      dossierId: row.id,
      targetId: null,
      programmeId: row.programmeId,
      year: row.year,
      reason: row.returnReason,
      conflict: step === undefined ? null : authority.conflict(step, hands),
    }
  })
}

const taskView = ({ today }: Call, { kind, part, dueOn, count }: Task, unit: UnitOnPath) => ({
  kind,
  part,
  unit: { unitId: unit.unitId, name: unit.name, kind: unit.kind, level: unit.level },
  dueOn,
  overdueDays: overdueDays(dueOn, today),
  count,
})

function situationOf(
  { actor, today }: Call,
  { row, facts, passages, programme, verdictRows }: LoadedDossier,
): DossierSituation {
  const path = pathOf(facts, passages, { opinionAsked: chainOn(programme, today)?.opinion != null, today })
  const open = path.items.filter(
    ({ mandatory, status }) => mandatory && status !== 'met' && status !== 'not_applicable',
  )
  const days = open.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()
  const missing = (kind: 'self' | 'commune' | 'team') =>
    evaluate(facts.ruleSet, facts.verdicts[kind]).mandatoryMissing.length
  const teamRows = verdictRows.filter(({ kind }) => kind === 'team')
  const round = appraisalRound(passages)
  const own = teamRows.filter((one) => one.appraiserId === actor.personId && one.round === round)
  const visits = facts.visits.filter(({ cancelled }) => !cancelled)
  const { vote } = facts
  return {
    state: row.state,
    dueOn: row.dueOn,
    returnReason: row.returnReason,
    openItems: open.length,
    nextItemDueOn: days[0] ?? null,
    selfMissing: missing('self'),
    communeMissing: missing('commune'),
    voteCarried: vote !== null && voteCarries(programme.settings, { inFavour: vote.inFavour, of: vote.entitled }),
    visitPlannedOn: visits.find(({ visitedOn }) => visitedOn === null)?.plannedOn ?? null,
    visited: visits.some(({ visitedOn }) => visitedOn !== null),
    teamChecked: facts.checks.team !== null,
    ownVerdictsMissing: evaluate(facts.ruleSet, verdictsOf(facts.ruleSet.items, own)).mandatoryMissing.length,
    agreedMissing: missing('team'),
  }
}

/** Cells a secretary leads that have neither a title nor a dossier for the year. */
async function registrationTasks(call: Call): Promise<TaskView[]> {
  const { tx, today, actor } = call
  const cells = actor.positions.filter(
    ({ level, role, unitKind }) => level === 'cell' && leaders.includes(role) && recognisableKinds.includes(unitKind),
  )
  if (cells.length === 0) return []
  const year = Number(today.slice(0, 4))
  const { items: programmes } = await listProgrammes(tx, { limit: 200 })
  const current = programmes.filter(({ term }) => term.fromYear <= year && year <= term.toYear)
  const cellIds = [...new Set(cells.map(({ unitId }) => unitId))]
  const busy = await tx
    .selectFrom('dossier')
    .select(['unit_id as unitId', 'programme_id as programmeId'])
    .where('unit_id', 'in', cellIds)
    .where((where) =>
      where.or([
        where.and([where('year', '=', year), where('state', '<>', 'withdrawn')]),
        where('state', 'not in', ['recognised', 'not_recognised', 'withdrawn']),
      ]),
    )
    .union(
      tx
        .selectFrom('title')
        .select(['unit_id as unitId', 'programme_id as programmeId'])
        .where('unit_id', 'in', cellIds)
        .where('state', '<>', 'revoked'),
    )
    .execute()
  const paths = await loadPaths(tx, cellIds, today)
  return current.flatMap((programme) =>
    cellIds.flatMap((unitId) => {
      const unit = paths.get(unitId)?.[0]
      const taken = busy.some((one) => one.unitId === unitId && one.programmeId === programme.id)
      if (taken || !unit) return []
      const task: Task = { kind: 'register_for_year', part: 'cell', dueOn: null, count: null }
      const rest = { dossierId: null, targetId: null, programmeId: programme.id, year, reason: null, conflict: null }
      return [{ ...taskView(call, task, unit), ...rest }]
    }),
  )
}

const TargetRow = z.object({
  id: z.string(),
  programmeId: z.string(),
  unitId: z.string(),
  year: z.number().nullable(),
  superiorId: z.string(),
})

/** Targets registered by the units right below, waiting for this unit to agree. */
async function targetTasks(call: Call): Promise<TaskView[]> {
  const { tx, today, actor } = call
  const superiors = actor.positions
    .filter(({ level, role }) => level !== 'cell' && [...leaders, ...organisers].includes(role))
    .map(({ unitId }) => unitId)
  if (superiors.length === 0) return []
  const rows = await tx
    .selectFrom('target as t')
    .innerJoin('unit_version as v', (join) =>
      join.onRef('v.unit_id', '=', 't.unit_id').on(sql<boolean>`v.valid @> ${today}::date`),
    )
    .select(['t.id', 't.programme_id as programmeId', 't.unit_id as unitId', 't.year', 'v.parent_id as superiorId'])
    .where('t.state', '=', 'registered')
    .where('v.parent_id', 'in', superiors)
    .orderBy('t.registered_on')
    .orderBy('t.id')
    .execute()
  const targets = z.array(TargetRow).parse(rows)
  const paths = await loadPaths(
    tx,
    targets.map(({ unitId }) => unitId),
    today,
  )
  return targets.flatMap(({ id, programmeId, unitId, year }) => {
    const unit = paths.get(unitId)?.[0]
    if (!unit) return []
    const view = taskView(call, { kind: 'agree_target', part: 'commune', dueOn: null, count: null }, unit)
    return [
      { ...view, part: 'superior', dossierId: null, targetId: id, programmeId, year, reason: null, conflict: null },
    ]
  })
}
