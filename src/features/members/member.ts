/** Members of a cell (đảng viên của chi bộ), as far as a roll call needs them. */
export type Member = { id: string; name: string; validFrom: string; validTo: string | null; sortOrder: number }
export type Exemption = { memberId: string; validFrom: string; validTo: string | null }

type Period = { validFrom: string; validTo: string | null }
/** Whether a period holds on a day; its end is the first day after it. */
export const holdsOn = ({ validFrom, validTo }: Period, day: string): boolean =>
  validFrom <= day && (validTo === null || day < validTo)

/** The list on a day, in the cell's own order, and who of it is exempt. */
export function listedOn<M extends Member>(
  members: readonly M[],
  exemptions: readonly Exemption[],
  day: string,
): (M & { exempt: boolean })[] {
  const exempt = new Set(exemptions.filter((one) => holdsOn(one, day)).map(({ memberId }) => memberId))
  return members
    .filter((member) => holdsOn(member, day))
    .toSorted((a, b) => a.sortOrder - b.sortOrder || (a.id < b.id ? -1 : 1))
    .map((member) => ({ ...member, exempt: exempt.has(member.id) }))
}
