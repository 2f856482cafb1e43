/** An appraisal team: constituted by a numbered decision, for a period, with a head and members. */

export const teamParts = ['head', 'deputy', 'member', 'secretary'] as const
export type TeamPart = (typeof teamParts)[number]

/** A seat in the team; `validTo` is the first day it is no longer held. */
export type Seat = { personId: string; part: TeamPart; represents: string; validFrom: string; validTo: string | null }
export type Team = { validFrom: string; validTo: string | null; decisionDate: string; seats: readonly Seat[] }

const holdsOn = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }, day: string): boolean =>
  validFrom <= day && (validTo === null || day < validTo)

/** The seats held on a day: none when the team itself is not in force. */
export function seatsOn(team: Team, day: string): Seat[] {
  return holdsOn(team, day) ? team.seats.filter((seat) => holdsOn(seat, day)) : []
}

export type TeamRefusal =
  | 'before_decision'
  | 'ends_before_it_begins'
  | 'no_head'
  | 'two_heads'
  | 'person_twice'
  | 'seat_outside_team'

/**
 * Why a team cannot be constituted so, or null. Exactly one head on every day a member sits ("tổ trưởng" and "thành
 * viên" of Quyết định 463-QĐ/HU, 19-4-2021); how many members is not ruled.
 */
export function teamRefusal(team: Team): TeamRefusal | null {
  if (team.validFrom < team.decisionDate) return 'before_decision'
  if (team.validTo !== null && team.validTo <= team.validFrom) return 'ends_before_it_begins'
  if (team.seats.some((seat) => seat.validTo !== null && seat.validTo <= seat.validFrom)) return 'ends_before_it_begins'
  if (team.seats.some((seat) => !within(seat, team))) return 'seat_outside_team'
  const days = [...new Set(team.seats.map(({ validFrom }) => validFrom)), team.validFrom]
  for (const day of days) {
    const seats = seatsOn(team, day)
    const heads = seats.filter(({ part }) => part === 'head').length
    if (heads > 1) return 'two_heads'
    if (heads === 0) return 'no_head'
    if (new Set(seats.map(({ personId }) => personId)).size < seats.length) return 'person_twice'
  }
  return null
}

function within(seat: Seat, team: Team): boolean {
  if (seat.validFrom < team.validFrom) return false
  return team.validTo === null || (seat.validTo !== null && seat.validTo <= team.validTo)
}

export type VisitRefusal = 'in_the_future' | 'nobody_went' | 'not_of_the_team' | 'no_head_that_day' | 'belongs_to_cell'

/** Why a visit cannot be recorded as carried out, or null: members come from a team valid on the day of the visit. */
export function visitRefusal(
  visit: { visitedOn: string; participants: readonly string[] },
  team: Team,
  { today, peopleOfCell }: { today: string; peopleOfCell: readonly string[] },
): VisitRefusal | null {
  if (visit.visitedOn > today) return 'in_the_future'
  if (visit.participants.length === 0) return 'nobody_went'
  const seats = seatsOn(team, visit.visitedOn)
  if (!seats.some(({ part }) => part === 'head')) return 'no_head_that_day'
  const members = new Set(seats.map(({ personId }) => personId))
  if (visit.participants.some((personId) => !members.has(personId))) return 'not_of_the_team'
  return visit.participants.some((personId) => peopleOfCell.includes(personId)) ? 'belongs_to_cell' : null
}
