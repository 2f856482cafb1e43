import { monthlyMeetingId } from '#shared/meetingId.ts'
import { sql } from 'kysely'
import { getUnitOnDay, requireOver } from '#features/units/server/queries.ts'
import { announce, record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { bodyOf, instantOf, needsReason, refuseMeeting, warningsOf } from '../calendar.ts'
import type { OccurrenceView, SeriesView } from '../calendarView.ts'
import { type NewMeeting, type NewSeries, planMeetings } from '../contract.ts'
import { lineOf, meetingsOf } from '../series.ts'
import { loadOccurrences } from './occurrences.ts'
import { loadSeries, membersOn, showOccurrence } from './queries.ts'
import { besides, refuse } from './refuse.ts'
import { chainOf, loadWindows } from './windows.ts'

export type NewOccurrence = Omit<NewMeeting, 'day' | 'time'> & { startsAt: string; seriesId: string | null }

/** Put into the calendar, journalled and told; the id is settled by the caller. */
export async function insertOccurrence(call: Call, one: NewOccurrence): Promise<void> {
  await call.tx
    .insertInto('occurrence')
    .values({
      unit_id: one.unitId,
      id: one.id,
      kind: one.kind,
      period: one.period,
      starts_at: one.startsAt,
      minutes: one.minutes,
      place: one.place,
      theme: one.theme,
      series_id: one.seriesId,
      window_reason: one.reason,
    })
    .execute()
  const { unitId, id, ...after } = one
  await record(call, { action: 'meeting.planned', objectType: 'occurrence', objectId: id, unitId, after })
  await announce(call, 'meeting.planned', unitId, { occurrenceId: id, kind: one.kind, startsAt: one.startsAt })
}

/** One meeting on a day that somebody chose. */
export async function planMeeting(call: Call, input: NewMeeting): Promise<OccurrenceView> {
  const { tx } = call
  const { unitId, kind, period, minutes, theme, reason, place } = input
  await requireOver(call, planMeetings, unitId)
  const unit = await getUnitOnDay(tx, unitId, input.day).catch((error: unknown) => {
    if (error instanceof Problem && error.code === 'not_found') refuse(call.language, 'unit_not_in_force')
    throw error
  })
  const startsAt = instantOf(input.day, input.time)
  const chain = await chainOf(tx, unitId, input.day)
  const [windows, members, others] = await Promise.all([
    loadWindows(tx, chain),
    membersOn(tx, unitId, input.day),
    loadOccurrences(tx, sql`o.unit_id = ${unitId} and o.period = ${period}::date`),
  ])
  const meeting = { kind, period, startsAt, minutes }
  const warnings = warningsOf(meeting, windows, chain, members)
  const refusal = refuseMeeting({ ...meeting, theme, reason }, bodyOf(unit.level), others, warnings)
  if (refusal) refuse(call.language, refusal, besides(warnings))
  const id = monthlyId(unitId, kind, period, others) ?? input.id
  await insertOccurrence(call, { unitId, id, kind, period, startsAt, minutes, place, theme, reason, seriesId: null })
  return showOccurrence(call, unitId, id)
}

type Known = { id: string }

/** The stable id of the month's meeting, while none of its kind has it. */
export function monthlyId(
  unitId: string,
  kind: NewMeeting['kind'],
  period: string,
  others: readonly Known[],
): string | undefined {
  const stable = monthlyMeetingId(unitId, kind, period)
  return others.some(({ id }) => id === stable) ? undefined : stable
}

/** From a day a body repeats this; what it repeated of the kind before ends that day. */
export async function setSeries(call: Call, input: NewSeries): Promise<SeriesView> {
  const { tx } = call
  const { unitId, id, kind, from } = input
  await requireOver(call, planMeetings, unitId)
  const unit = await getUnitOnDay(tx, unitId, from)
  const body = bodyOf(unit.level)
  const fits = body === 'cell' ? kind === 'regular' || kind === 'thematic' : kind === body
  if (!fits) refuse(call.language, 'not_for_body')
  const running = (await loadSeries(tx, unitId)).find((one) => one.kind === kind && (one.to === null || one.to > from))
  if (running && running.from >= from) throw new Problem('conflict', { reason: 'meeting_series_once' })
  if (running) {
    await tx
      .updateTable('meeting_series')
      .set({ valid: sql<string>`daterange(lower(valid), ${from}::date)`, version: running.version + 1 })
      .where('unit_id', '=', unitId)
      .where('id', '=', running.id)
      .execute()
  }
  await tx
    .insertInto('meeting_series')
    .values({
      unit_id: unitId,
      id,
      kind,
      day_of_month: input.dayOfMonth,
      time_of_day: input.time,
      minutes: input.minutes,
      place: input.place,
      months: [...new Set(input.months)].toSorted((a, b) => a - b),
      fixed: input.fixed,
      valid: sql<string>`daterange(${from}::date, null)`,
    })
    .execute()
  await record(call, { action: 'series.set', objectType: 'meeting_series', objectId: id, unitId, after: input })
  const found = (await loadSeries(tx, unitId)).find((one) => one.id === id)
  if (!found) throw new Problem('not_found', { reason: 'series' })
  return found
}

type Ahead = { unitId: string; from: string; months: number; reason: string }

/**
 * The meetings of the months ahead by what is repeated; months that have theirs, cancelled ones too, are left alone. Themes
 * are planned from the start of the year and named later.
 */
export async function planAhead(call: Call, { unitId, from, months, reason }: Ahead) {
  const { tx } = call
  await requireOver(call, planMeetings, unitId)
  const series = await loadSeries(tx, unitId)
  const wanted = meetingsOf(series, from, months)
  if (wanted.length === 0) refuse(call.language, 'no_series')
  const others = await loadOccurrences(tx, sql`o.unit_id = ${unitId} and o.period >= ${from}::date`)
  const taken = new Set(others.map(({ kind, period }) => `${lineOf(kind)}:${period}`))
  const fresh = wanted.filter(({ kind, period }) => !taken.has(`${lineOf(kind)}:${period}`))
  const chain = await chainOf(tx, unitId, from)
  const windows = await loadWindows(tx, chain)
  const outside = fresh.flatMap((meeting) => warningsOf(meeting, windows, chain, null))
  if (needsReason(outside) && reason === '') refuse(call.language, 'reason_needed', besides(outside))
  for (const meeting of fresh) {
    const warned = needsReason(warningsOf(meeting, windows, chain, null))
    const id = monthlyId(unitId, meeting.kind, meeting.period, others)
    if (id === undefined) continue
    const { kind, period, startsAt, minutes, place, seriesId } = meeting
    const because = warned ? reason : ''
    await insertOccurrence(call, {
      unitId,
      id,
      kind,
      period,
      startsAt,
      minutes,
      place,
      theme: '',
      reason: because,
      seriesId,
    })
  }
  return { made: fresh.length, kept: wanted.length - fresh.length }
}
