import { dayOf } from '#shared/format.ts'
import type { MeetingKind } from '#shared/meetingId.ts'
import type { Mark } from './mark.ts'
import type { Field, FixedValue, places, ValueOf } from './place.ts'

/**
 * A meeting's record is a log of entries that nobody edits; what it says is folded from them. No clock decides anything:
 * an entry names the entries of its place that its author had before their eyes, and takes their stead.
 */
export type Entry = {
  id: string
  field: string
  key: string
  value: unknown
  /** Entries of the same place that the author saw. */
  after: readonly string[]
}

/** What stands at one place: the entries in nobody's `after`, and their value when they agree. */
export type Place<E extends Entry = Entry> = {
  field: string
  key: string
  entries: readonly E[]
  heads: readonly E[]
  agreed: boolean
}
/** Places by `field/key`. */
export type Folded<E extends Entry = Entry> = ReadonlyMap<string, Place<E>>

const nameOf = (field: string, key: string): string => `${field}/${key}`

/** The same value, however its parts are ordered. */
export function sameValue(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const parts = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${parts.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
}

/** What the entries say, in whatever order they came and however often. */
export function foldRecord<E extends Entry>(entries: Iterable<E>): Folded<E> {
  const byPlace = Map.groupBy(entries, ({ field, key }) => nameOf(field, key))
  return new Map([...byPlace].map(([name, there]) => [name, foldPlace(there)]))
}

/** The record with one entry more; only its place is folded anew. */
export function withEntry<E extends Entry>(record: Folded<E>, entry: E): Folded<E> {
  const name = nameOf(entry.field, entry.key)
  return new Map(record).set(name, foldPlace([...(record.get(name)?.entries ?? []), entry]))
}

function foldPlace<E extends Entry>(given: readonly E[]): Place<E> {
  const entries = [...new Map(given.map((entry) => [entry.id, entry])).values()]
  const seen = new Set(entries.flatMap(({ id, after }) => after.filter((earlier) => earlier !== id)))
  const heads = entries.filter(({ id }) => !seen.has(id))
  // Entries that name each other in a circle can only be forged: all of them stand, and a person decides.
  const standing = (heads.length > 0 ? heads : entries).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const [first] = standing
  return {
    field: first?.field ?? '',
    key: first?.key ?? '',
    entries,
    heads: standing,
    agreed: standing.every(({ value }) => sameValue(value, first?.value)),
  }
}

/** The value of a place that has one for each member, matter or item; `undefined` while open or in conflict. */
export function valueAt<F extends Field>(record: Folded, field: F, key: string): ValueOf<F> | undefined {
  const place = record.get(nameOf(field, key))
  return place?.agreed ? (place.heads[0]?.value as ValueOf<F>) : undefined
}

/** The value of a place that exists once. */
export function fixedAt<F extends Field, K extends keyof (typeof places)[F] & string>(
  record: Folded,
  field: F,
  key: K,
): FixedValue<F, K> | undefined {
  const place = record.get(nameOf(field, key))
  return place?.agreed ? (place.heads[0]?.value as FixedValue<F, K>) : undefined
}

/** All places of a field that have a value. */
export function valuesOf<F extends Field>(record: Folded, field: F): { key: string; value: NonNullable<ValueOf<F>> }[] {
  return [...record.values()].flatMap((place) => {
    if (place.field !== field || !place.agreed) return []
    const value = place.heads[0]?.value as ValueOf<F> | undefined
    return value === null || value === undefined ? [] : [{ key: place.key, value }]
  })
}

/** Places where people entered different things without having seen each other's. */
export const conflictsOf = <E extends Entry>(record: Folded<E>): Place<E>[] =>
  [...record.values()].filter(({ agreed }) => !agreed)

/** The ids an entry written now for a place has to name. */
export const headsAt = (record: Folded, field: string, key: string): string[] =>
  (record.get(nameOf(field, key))?.heads ?? []).map(({ id }) => id)

/** Places that live on after the record is closed: what was posted where is known days later. */
export const openAfterClosing: readonly string[] = ['posting']

/** Closed once somebody closed it and nothing in it is in conflict: two phones may each have closed their own half. */
export const isClosed = (record: Folded): boolean =>
  fixedAt(record, 'state', 'record') === 'closed' &&
  conflictsOf(record).every(({ field }) => openAfterClosing.includes(field))

/** One line of the roll; `mark` is empty while nobody, or two people differently, have said. */
export type Attendance = { memberId: string; mark: Mark | null; spoke: boolean }

/**
 * The roll: everybody on the list on the day, and everybody marked. Who is exempt that day counts as such unless somebody
 * marked them.
 */
export function attendanceOf(record: Folded, listed: readonly { id: string; exempt: boolean }[]): Attendance[] {
  const exempt = new Map(listed.map((member) => [member.id, member.exempt]))
  const marked = [...record.values()].filter(({ field }) => field === 'roll').map(({ key }) => key)
  return [...new Set([...exempt.keys(), ...marked])].map((memberId) => ({
    memberId,
    mark: record.has(nameOf('roll', memberId))
      ? (valueAt(record, 'roll', memberId) ?? null)
      : exempt.get(memberId)
        ? 'exempt'
        : null,
    spoke: valueAt(record, 'spoke', memberId) ?? false,
  }))
}

export type Totals = Record<
  'members' | 'invited' | 'exempt' | 'present' | 'excused' | 'absent' | 'unmarked' | 'spoke',
  number
>

/** Counts of the roll. `invited` (triệu tập) are the members who are not exempt. */
export function totalsOf(roll: readonly Attendance[]): Totals {
  const count = (is: (line: Attendance) => boolean) => roll.filter(is).length
  const exempt = count(({ mark }) => mark === 'exempt')
  return {
    members: roll.length,
    invited: roll.length - exempt,
    exempt,
    present: count(({ mark }) => mark === 'present'),
    excused: count(({ mark }) => mark === 'excused'),
    absent: count(({ mark }) => mark === 'absent'),
    unmarked: count(({ mark }) => mark === null),
    spoke: count(({ spoke }) => spoke),
  }
}

/** What lists and figures need of a record. */
export type Summary = {
  kind: MeetingKind | null
  period: string | null
  state: 'open' | 'closed'
  heldOn: string | null
  startedAt: string | null
  endedAt: string | null
  minutes: number | null
  place: string | null
  theme: string | null
  papersPostedOn: string | null
  resultsPostedOn: string | null
  conflicts: number
}

export function summaryOf(record: Folded): Summary {
  const startedAt = fixedAt(record, 'time', 'started') ?? null
  const endedAt = fixedAt(record, 'time', 'ended') ?? null
  return {
    kind: fixedAt(record, 'plan', 'kind') ?? null,
    period: fixedAt(record, 'plan', 'period') ?? null,
    state: isClosed(record) ? 'closed' : 'open',
    heldOn: startedAt === null ? null : dayOf(startedAt),
    startedAt,
    endedAt,
    minutes: minutesBetween(startedAt, endedAt),
    place: fixedAt(record, 'plan', 'place') ?? null,
    theme: fixedAt(record, 'plan', 'theme') ?? null,
    papersPostedOn: fixedAt(record, 'posting', 'papers')?.on ?? null,
    resultsPostedOn: fixedAt(record, 'posting', 'results')?.on ?? null,
    conflicts: conflictsOf(record).length,
  }
}

/** Whole minutes; `null` when either end is open or the end lies before the beginning. */
export function minutesBetween(startedAt: string | null, endedAt: string | null): number | null {
  if (startedAt === null || endedAt === null) return null
  const minutes = Math.floor((Date.parse(endedAt) - Date.parse(startedAt)) / 60_000)
  return minutes < 0 ? null : minutes
}

export type ClosingObstacle =
  | { code: 'not_started' | 'not_ended' | 'ends_before_start' | 'no_chair' | 'no_secretary' }
  | { code: 'unmarked' | 'conflicts'; count: number }

/** Whether anybody has said anything there that was not taken away again; two different things are said, too. */
function isSaid(record: Folded, field: string, key: string): boolean {
  const place = record.get(nameOf(field, key))
  return place !== undefined && place.heads.some(({ value }) => value !== null)
}

/** What stands in the way of closing the record. A place in conflict is told once, as a conflict. */
export function closingObstacles(record: Folded, roll: readonly Attendance[]): ClosingObstacle[] {
  const { startedAt, endedAt, minutes, conflicts } = summaryOf(record)
  const unmarked = roll.filter(({ memberId, mark }) => mark === null && !isSaid(record, 'roll', memberId)).length
  const found: (ClosingObstacle | false)[] = [
    !isSaid(record, 'time', 'started') && { code: 'not_started' },
    !isSaid(record, 'time', 'ended') && { code: 'not_ended' },
    startedAt !== null && endedAt !== null && minutes === null && { code: 'ends_before_start' },
    !isSaid(record, 'people', 'chair') && { code: 'no_chair' },
    !isSaid(record, 'people', 'secretary') && { code: 'no_secretary' },
    unmarked > 0 && { code: 'unmarked', count: unmarked },
    conflicts > 0 && { code: 'conflicts', count: conflicts },
  ]
  return found.filter((obstacle) => obstacle !== false)
}
