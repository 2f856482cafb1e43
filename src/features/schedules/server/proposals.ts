import { sql } from 'kysely'
import { isOver, requireOver, unitName } from '#features/units/server/queries.ts'
import { record } from '#platform/server/journal.ts'
import { asActor } from '#platform/server/actor.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { instantOf, needsReason, warningsOf } from '#features/calendar/calendar.ts'
import {
  type NewProposal,
  type ProposalAccept,
  type ProposalView,
  proposeSchedules,
  ScheduleAnswer,
  ScheduleRequest,
} from '../contract.ts'
import { loadOccurrences } from '#features/calendar/server/occurrences.ts'
import { insertOccurrence, monthlyId } from '#features/calendar/server/planning.ts'
import { requestOf } from './problem.ts'
import { besides, refuse } from '#features/calendar/server/refuse.ts'
import { solveApart, stopSolving } from './solver.ts'
import { chainsOf } from '#features/calendar/server/views.ts'
import { loadWindows } from '#features/calendar/server/windows.ts'
import { newId } from '#platform/server/id.ts'

/** Nobody works on a proposal any more after its time and a minute, in milliseconds. */
const GONE = 60_000
const isGone = (row: { asked_at: Date }, seconds: number, now: Date): boolean =>
  now.getTime() - row.asked_at.getTime() > seconds * 1000 + GONE

/** Days and hours are looked for in a thread of its own; the answer is asked for until it is there. */
export async function proposeSchedule(call: Call, input: NewProposal): Promise<ProposalView> {
  const { tx, now } = call
  const personId = requirePerson(call)
  await requireOver(call, proposeSchedules, input.unitId)
  const request = await requestOf(call, input)
  await tx
    .updateTable('schedule_proposal')
    .set({ state: 'failed', version: sql<number>`version + 1` })
    .where('unit_id', '=', input.unitId)
    .where('state', '=', 'working')
    .where('asked_at', '<', new Date(now.getTime() - request.seconds * 1000 - GONE))
    .execute()
  await tx
    .insertInto('schedule_proposal')
    .values({
      unit_id: input.unitId,
      id: input.id,
      period: input.period,
      state: 'working',
      request: JSON.stringify(request),
      asked_by: personId,
      asked_at: now,
    })
    .execute()
  const { unitId, id, ...asked } = input
  await record(call, { action: 'schedule.asked', objectType: 'schedule_proposal', objectId: id, unitId, after: asked })
  // What cannot be kept, because the process or the database is being stopped, is told as interrupted later.
  work(call, { unitId, id, request }).catch((error: unknown) => console.error('Keeping a schedule failed', error))
  return showProposal(call, unitId, id)
}

type Job = { unitId: string; id: string; request: ScheduleRequest }

/** In the name of whoever asked. Keeps the answer, unless somebody has stopped it meanwhile. The row may be committed a moment after work begins. */
async function work({ actor, services: { db, clock } }: Call, { unitId, id, request }: Job): Promise<void> {
  const answer = await solveApart(id, request.problem, request.seconds).catch((error: unknown) => {
    console.error('Solving a schedule failed', error)
    return null
  })
  const settled = { state: answer ? 'proposed' : 'failed', answer: answer && JSON.stringify(answer), version: 2 }
  for (const _try of [1, 2, 3, 4, 5]) {
    const { numUpdatedRows } = await asActor(db, actor, clock, 'write', (tx) =>
      tx
        .updateTable('schedule_proposal')
        .set(settled)
        .where('unit_id', '=', unitId)
        .where('id', '=', id)
        .where('state', '=', 'working')
        .executeTakeFirst(),
    )
    if (numUpdatedRows > 0n) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function getRow(call: Call, unitId: string, id: string) {
  const row = await call.tx
    .selectFrom('schedule_proposal')
    .selectAll()
    .select(sql<string>`period::text`.as('month'))
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'proposal' })
  return row
}

const states = ['working', 'proposed', 'failed', 'cancelled', 'accepted'] as const

export async function showProposal(call: Call, unitId: string, id: string): Promise<ProposalView> {
  const row = await getRow(call, unitId, id)
  const request = ScheduleRequest.parse(row.request)
  const kept = states.find((state) => state === row.state) ?? 'failed'
  const state = kept === 'working' && isGone(row, request.seconds, call.now) ? 'interrupted' : kept
  const may = await isOver(call, proposeSchedules, unitId)
  return {
    id,
    version: row.version,
    unitId,
    unitName: await unitName(call.tx, unitId, row.month),
    period: row.month,
    state,
    askedAt: row.asked_at.toISOString(),
    request,
    answer: row.answer === null ? null : ScheduleAnswer.parse(row.answer),
    allowedActions: !may ? [] : state === 'working' ? ['cancel'] : state === 'proposed' ? ['accept', 'cancel'] : [],
  }
}

type Cancel = { unitId: string; proposalId: string; version: number }

/** Stopped while it works, or set aside when it is not wanted. */
export async function cancelProposal(call: Call, { unitId, proposalId, version }: Cancel): Promise<ProposalView> {
  await requireOver(call, proposeSchedules, unitId)
  await settle(call, unitId, proposalId, version, 'cancelled', ['working', 'proposed'])
  stopSolving(proposalId)
  await record(call, { action: 'schedule.cancelled', objectType: 'schedule_proposal', objectId: proposalId, unitId })
  return showProposal(call, unitId, proposalId)
}

async function settle(call: Call, unitId: string, id: string, version: number, state: string, from: string[]) {
  const { numUpdatedRows } = await call.tx
    .updateTable('schedule_proposal')
    .set({ state, version: version + 1, settled_by: requirePerson(call), settled_at: call.now })
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .where('version', '=', version)
    .where('state', 'in', from)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new Problem('stale_version')
}

/** All meetings are planned at once, or none; bodies that have their meeting of the month keep it. */
export async function acceptProposal(call: Call, input: ProposalAccept): Promise<{ planned: number; kept: number }> {
  const { tx } = call
  const { unitId, proposalId, placements, reason } = input
  await requireOver(call, proposeSchedules, unitId)
  const row = await getRow(call, unitId, proposalId)
  await settle(call, unitId, proposalId, input.version, 'accepted', ['proposed'])
  const { targets, problem } = ScheduleRequest.parse(row.request)
  const units = targets.map((target) => target.unitId)
  const period = row.month
  const [others, chains] = await Promise.all([
    loadOccurrences(tx, sql`o.unit_id = any(${units}::uuid[]) and o.period = ${period}::date`),
    chainsOf(call, units, period),
  ])
  const windows = await loadWindows(tx, [...new Set([...chains.values()].flat())])
  let planned = 0
  for (const { day, time, place, unitId: body } of placements) {
    const target = targets.find((one) => one.unitId === body)
    const meeting = problem.meetings.find(({ id }) => id === body)
    if (!target || !meeting) throw new Problem('invalid', { reason: 'not_a_target' })
    const here = others.filter((one) => one.unitId === body)
    const stands = here.some(
      ({ kind, state }) =>
        state !== 'cancelled' &&
        (kind === 'committee') === (target.kind === 'committee') &&
        kind !== 'thematic' &&
        kind !== 'group',
    )
    if (stands) continue
    const startsAt = instantOf(day, time)
    const warnings = warningsOf(
      { kind: target.kind, period, startsAt, minutes: meeting.minutes },
      windows,
      chains.get(body) ?? [],
      null,
    )
    const asked = needsReason(warnings)
    if (asked && reason === '') refuse(call.language, 'reason_needed', besides(warnings))
    await insertOccurrence(call, {
      unitId: body,
      id: monthlyId(body, target.kind, period, here) ?? newId(),
      kind: target.kind,
      period,
      startsAt,
      minutes: meeting.minutes,
      place,
      theme: '',
      reason: asked ? reason : '',
      seriesId: null,
    })
    planned += 1
  }
  await record(call, {
    action: 'schedule.accepted',
    objectType: 'schedule_proposal',
    objectId: proposalId,
    unitId,
    after: { planned, placements },
  })
  return { planned, kept: placements.length - planned }
}
