import { sql } from 'kysely'
import { dueDay, deadlineSteps, ruleSetOn } from '#features/programmes/programme.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import { hashOf } from '#platform/server/id.ts'
import { announce, record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import type { StepTaken } from '../contract.ts'
import { dayRefusal, type DossierAction, type DossierPart, type DossierState, wordsRefusal } from '../dossier.ts'
import { obstacles } from '../obstacles.ts'
import { type Authority, authorityOver, requireStep } from './authority.ts'
import { dossierRows, loadPaths, readRows } from './dossierRow.ts'
import { type LoadedDossier, loadFacts } from './facts.ts'
import { tellObstacle } from './obstacleWords.ts'
import { refusal, refusedFields } from './refuse.ts'

/** A dossier locked for writing, with all that the rules need and what this actor may do to it. */
export type OpenedDossier = LoadedDossier & { authority: Authority }

export async function openDossier(call: Call, dossierId: string): Promise<OpenedDossier> {
  const { tx, today } = call
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', dossierId).forUpdate().execute())
  if (!row) throw new Problem('not_found', { reason: 'dossier' })
  const [loaded] = await loadFacts(tx, [row])
  if (!loaded) throw new Problem('not_found', { reason: 'dossier' })
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  return { ...loaded, authority: authorityOver(call, row.unitId, path, loaded.programme) }
}

export type StepRequest = {
  /** Made by the client: the same id is the same step, taken once. */
  id: string
  dossierId: string
  /** The version the actor has seen. */
  version: number
  action: DossierAction
  /** The day it happened; today when it is not said. */
  on?: string | undefined
  reason?: string | undefined
  dueOn?: string | undefined
  /** What the step carries besides: `{ decision: { number, date, issuer } }` and the like. */
  data?: Record<string, unknown> | undefined
}

/**
 * Takes one step of the way: decides by the table, part and duty, looks for obstacles, saves the new state with the hash of
 * what was decided on, writes the journal and tells other systems. Refuses with `stale_version`, `not_allowed_now`,
 * `forbidden` (`not_your_part`, `conflict_of_duty`), `obstacles` (with the list) or `invalid`.
 */
export async function takeStep(call: Call, request: StepRequest): Promise<StepTaken> {
  const personId = requirePerson(call)
  const before = await findStep(call.tx, request)
  if (before) return before
  const opened = await openDossier(call, request.dossierId)
  if (opened.row.version !== request.version)
    throw new Problem('stale_version', { data: { version: opened.row.version } })
  const { to, part } = requireStep(opened.authority, { state: opened.row.state, hands: opened.hands }, request.action)
  const on = await requireWords(call, opened, request)
  requireNoObstacles(call, opened, request.action)
  return saveStep(call, opened, { ...request, on, to, part, personId })
}

/** The same step sent again: answered as before, done once. */
async function findStep(tx: Tx, { id, dossierId, action }: StepRequest): Promise<StepTaken | null> {
  const step = await tx
    .selectFrom('dossier_step')
    .select(['dossier_id as dossierId', 'action'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!step) return null
  if (step.dossierId !== dossierId || step.action !== action) throw refusal('conflict', 'id_used')
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', dossierId).execute())
  if (!row) throw new Problem('not_found', { reason: 'dossier' })
  return { dossierId, stepId: id, state: row.state, version: row.version }
}

async function requireWords(
  call: Call,
  { row, passages }: OpenedDossier,
  {
    action,
    on = call.today,
    reason = '',
    dueOn = null,
  }: Omit<StepRequest, 'dueOn'> & { dueOn?: string | undefined | null },
): Promise<string> {
  await requireDay(call, row.unitId, on, passages.at(-1)?.on ?? null)
  const wrong = wordsRefusal(action, { on, reason, dueOn })
  if (wrong !== null) {
    const pointer = wrong === 'reason_required' ? '/reason' : '/dueOn'
    throw refusedFields({ pointer, refusal: wrong })
  }
  return on
}

/** Refuses a day in the future, before the unit was there, or before what was recorded last. */
export async function requireDay(
  { tx, today }: Pick<Call, 'tx' | 'today'>,
  unitId: string,
  on: string,
  lastStepOn: string | null,
  pointer = '/on',
): Promise<void> {
  const unit = await tx
    .selectFrom('unit_version')
    .select(sql<string | null>`min(lower(valid))::text`.as('since'))
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
  const wrong = dayRefusal(on, { today, lastStepOn, unitSince: unit?.since ?? null })
  if (wrong !== null) throw refusedFields({ pointer, refusal: wrong })
}

function requireNoObstacles(call: Call, opened: OpenedDossier, action: DossierAction): void {
  const found = obstacles(opened.facts, action, call.today)
  if (found.length === 0) return
  const told = found.map((one) => tellObstacle(opened, one, call.language))
  throw new Problem('obstacles', { reason: action, data: { obstacles: told } })
}

type DecidedStep = StepRequest & { on: string; to: DossierState; part: DossierPart; personId: string }

async function saveStep(call: Call, opened: OpenedDossier, step: DecidedStep): Promise<StepTaken> {
  const { row } = opened
  const changes = changesBy(opened, step)
  const version = row.version + 1
  const { numUpdatedRows } = await call.tx
    .updateTable('dossier')
    .set({ ...changes, state: step.to, version })
    .where('unit_id', '=', row.unitId)
    .where('id', '=', row.id)
    .where('version', '=', row.version)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
  const contentHash = await appendStep(call, opened, step)
  await record(call, {
    action: `dossier.${step.action}`,
    objectType: 'dossier',
    objectId: row.id,
    unitId: row.unitId,
    before: { state: row.state, version: row.version },
    after: { state: step.to, version, on: step.on, reason: step.reason, dueOn: changes.due_on, contentHash },
  })
  const event = events[step.action]
  if (event) await announce(call, event, row.unitId, { dossierId: row.id, year: row.year, state: step.to, on: step.on })
  return { dossierId: row.id, stepId: step.id, state: step.to, version }
}

/** What a step leaves on the dossier: its due day, why it came back, and for a registration its day and criteria. */
function changesBy({ row, programme }: OpenedDossier, step: DecidedStep) {
  const returned = returns.includes(step.action)
  const limited = deadlineSteps.find((one) => one === step.to)
  const limit = limited === undefined ? null : dueDay(programme.settings, limited, step.on)
  const due = { due_on: step.dueOn ?? limit, return_reason: returned ? (step.reason ?? null) : null }
  if (step.action !== 'submit_registration') return due
  return {
    ...due,
    registered_on: step.on,
    rule_set_id: ruleSetFor(programme, step.on),
    prepared_by: row.preparedBy ?? step.personId,
  }
}

/** The criteria of the day of registration, not of today. */
export function ruleSetFor(
  programme: Parameters<typeof ruleSetOn<{ ruleSetId: string; validFrom: string; validTo: string | null }>>[0],
  on: string,
): string {
  const used = ruleSetOn(programme, on)
  if (used === null) throw refusal('not_allowed_now', 'no_rule_set')
  return used.ruleSetId
}

/** Appends a step to the timeline, with the hash of all it was decided on. */
export async function appendStep(call: Call, opened: LoadedDossier, step: DecidedStep): Promise<string> {
  const data = step.data ?? {}
  const contentHash = contentHashOf(opened, step)
  await call.tx
    .insertInto('dossier_step')
    .values({
      unit_id: opened.row.unitId,
      id: step.id,
      dossier_id: opened.row.id,
      action: step.action,
      from_state: opened.row.state,
      to_state: step.to,
      person_id: step.personId,
      part: step.part,
      on_date: step.on,
      reason: step.reason ?? null,
      due_on: step.dueOn ?? null,
      data: JSON.stringify(data),
      content_hash: contentHash,
      at: sql<Date>`clock_timestamp()`,
    })
    .execute()
  return contentHash
}

/** Criteria, verdicts, votes, checks, visits, evidence by its own hash: whoever decides, decides on these. */
export function contentHashOf(
  { row, ruleSet, programme, verdictRows, records }: LoadedDossier,
  step: Omit<DecidedStep, 'version'>,
): string {
  return hashOf({
    dossier: { id: row.id, unitId: row.unitId, year: row.year, state: row.state },
    ruleSet: ruleSet.contentHash,
    settings: programme.settings,
    verdicts: verdictRows.map(({ personName: _name, at: _at, ...verdict }) => verdict),
    votes: records.votes,
    checks: records.checks.map(({ personName: _name, ...check }) => check),
    visits: records.visits,
    roadmap: records.roadmap,
    evidence: records.evidence,
    step: { action: step.action, to: step.to, on: step.on, reason: step.reason, dueOn: step.dueOn, data: step.data },
  })
}

const returns: readonly DossierAction[] = ['return_registration', 'return_to_cell', 'supplement', 'ask_supplement']

/** What other systems are told; the title’s own events come with the title. */
const events: Partial<Record<DossierAction, string>> = {
  submit_registration: 'dossier.registered',
  submit_dossier: 'dossier.submitted',
  propose: 'dossier.proposed',
  return_registration: 'dossier.returned',
  return_to_cell: 'dossier.returned',
  supplement: 'dossier.returned',
  ask_supplement: 'dossier.returned',
  report_appraisal: 'dossier.appraised',
  withdraw: 'dossier.withdrawn',
  disagree: 'dossier.not_recognised',
  refuse: 'dossier.not_recognised',
}
