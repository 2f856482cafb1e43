/**
 * What binds many at once (a reorganisation, a criteria set, the deletion of many records) takes two people: whoever
 * prepared it in any part does not decide it. Null where the second person may go on.
 */
export function refuseAlone(
  deciding: string | null,
  preparedBy: readonly (string | null)[],
): 'person_required' | 'second_person' | null {
  if (deciding === null) return 'person_required'
  return preparedBy.includes(deciding) ? 'second_person' : null
}
