/** A meeting as somebody expected at it sees it; instants in ISO 8601. */
export type Attended = { id: string; startsAt: string; minutes: number }

const startOf = (meeting: Attended): number => Date.parse(meeting.startsAt)
const endOf = (meeting: Attended): number => startOf(meeting) + meeting.minutes * 60_000

/** Can nobody be at both, with so many minutes for the way between them? */
export function collide(one: Attended, other: Attended, travelMinutes: number): boolean {
  const way = travelMinutes * 60_000
  return startOf(one) < endOf(other) + way && startOf(other) < endOf(one) + way
}

/** The other meetings of one person with which each of theirs collides, by id; those without any are left out. */
export function clashesOf(meetings: readonly Attended[], travelMinutes: number): Map<string, string[]> {
  const inOrder = meetings.toSorted((a, b) => startOf(a) - startOf(b))
  const found = new Map<string, string[]>()
  const note = (id: string, other: string) => found.set(id, [...(found.get(id) ?? []), other])
  for (const [at, one] of inOrder.entries()) {
    for (const other of inOrder.slice(at + 1)) {
      if (startOf(other) >= endOf(one) + travelMinutes * 60_000) continue
      note(one.id, other.id)
      note(other.id, one.id)
    }
  }
  return found
}
