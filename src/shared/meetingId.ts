/** Kinds of meetings (các loại kỳ sinh hoạt). */
export const meetingKinds = ['regular', 'thematic', 'combined', 'committee', 'group'] as const
export type MeetingKind = (typeof meetingKinds)[number]

/** A regular meeting combined with a thematic part is still the month's regular meeting. */
const slots: Record<MeetingKind, number> = { regular: 1, combined: 1, thematic: 2, committee: 3, group: 4 }

/**
 * The id of a unit's meeting of a month (`period`: its first day), made from what it is: a calendar and two phones without
 * a network all come to the same one. A UUIDv8, unique within the unit.
 */
export function monthlyMeetingId(unitId: string, kind: MeetingKind, period: string): string {
  const month = period.slice(0, 7).replace('-', '')
  return `${unitId.slice(0, 14)}8${unitId.slice(15, 24)}${month}${slots[kind]}00000`
}
