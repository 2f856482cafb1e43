import type { Role } from '#shared/permission.ts'
import { type Entry, type Folded, isClosed, openAfterClosing, sameValue, withEntry } from './record.ts'
import { readValue } from './place.ts'

/** Who keeps the record of a cell's meeting. */
export const recorders: readonly Role[] = ['secretary', 'deputy_secretary']

/** Why an entry waits to be placed (chờ xếp chỗ). */
export const unplacedReasons = [
  'no_position',
  'unit_ended',
  'meeting_closed',
  'not_complete',
  'unknown_member',
  'unknown_place',
  'value_refused',
] as const
export type UnplacedReason = (typeof unplacedReasons)[number]

/** Why an entry is not taken at all and stays on its device. */
export const refusedReasons = ['not_your_cell', 'id_reused', 'unreadable'] as const
export type RefusedReason = (typeof refusedReasons)[number]

export type Placement =
  | { to: 'record'; value: unknown }
  | { to: 'unplaced'; reason: UnplacedReason }
  | { to: 'refused'; reason: RefusedReason }

/** What is known of an entry's author and cell today. */
export type Standing = {
  /** A position that records, today; some position there, now or once; none ever. */
  author: 'recorder' | 'known' | 'stranger'
  unitExists: boolean
}

/** The meeting an entry is for, as it stands before the entry. */
export type Meeting = {
  record: Folded
  isMember: (memberId: string) => boolean
  /** Nothing but conflicts, which a person still settles, stands in the way of closing. */
  isComplete: () => boolean
}

/** Where an entry goes, given the record so far and the cell's members. Nothing captured is thrown away. */
export function placementOf(entry: Entry, standing: Standing, { record, isMember, isComplete }: Meeting): Placement {
  if (!isStorable([entry.value, entry.key, entry.field])) return { to: 'refused', reason: 'unreadable' }
  if (standing.author === 'stranger') return { to: 'refused', reason: 'not_your_cell' }
  if (!standing.unitExists) return { to: 'unplaced', reason: 'unit_ended' }
  if (standing.author === 'known') return { to: 'unplaced', reason: 'no_position' }
  const read = readValue(entry.field, entry.key, entry.value)
  if (!read.ok) return { to: 'unplaced', reason: read.refusal }
  if ((entry.field === 'roll' || entry.field === 'spoke') && !isMember(entry.key)) {
    return { to: 'unplaced', reason: 'unknown_member' }
  }
  if (isClosed(record) && !openAfterClosing.includes(entry.field) && changes(record, { ...entry, value: read.value })) {
    return { to: 'unplaced', reason: 'meeting_closed' }
  }
  if (entry.field === 'state' && read.value === 'closed' && !isClosed(record) && !isComplete()) {
    return { to: 'unplaced', reason: 'not_complete' }
  }
  return { to: 'record', value: read.value }
}

/** Whether a record would say something else with the entry than without it. */
function changes(record: Folded, entry: Entry): boolean {
  const name = `${entry.field}/${entry.key}`
  const before = record.get(name)
  const after = withEntry(record, entry).get(name)
  return !before || before.agreed !== after?.agreed || !sameValue(before.heads[0]?.value, after.heads[0]?.value)
}

/** Text that a database can keep: no NUL, no half of a character. */
function isStorable(value: unknown): boolean {
  let storable = true
  const look = (text: string) => {
    storable &&= text.isWellFormed() && !text.includes('\u0000')
  }
  JSON.stringify(value, (key, inner: unknown) => {
    look(key)
    if (typeof inner === 'string') look(inner)
    return inner
  })
  return storable
}
