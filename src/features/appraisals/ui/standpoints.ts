import type { Verdict } from '#features/rule-sets/evaluation.ts'
import { isLeaf, type Leaf } from '#features/rule-sets/item.ts'
import { type Opinion, standpoint } from '../agreement.ts'
import type { AppraisalView } from '../contract.ts'

export type Person = { id: string; name: string }
export type Group = { verdict: Verdict; people: Person[] }
/** How the closed verdicts stand on one item: one group where all agree, several where they do not, none where nobody judged. */
export type ItemStand = { item: Leaf; groups: Group[] }

/** Every item with who found what, the largest group first; one's own verdicts count as everybody else's. */
export function standsOf(appraisal: AppraisalView, me: Person | null): ItemStand[] {
  const { items, ownClosed } = appraisal
  return items.flatMap(({ item, own, others }) => {
    if (!isLeaf(item)) return []
    const given = [...(own && me && ownClosed ? [{ person: me, verdict: own.verdict }] : []), ...others]
    const opinions: Opinion[] = given.map(({ person, verdict }) => ({
      personId: person.id,
      verdicts: { [item.code]: verdict },
      closed: true,
    }))
    const found = standpoint(opinions, item.code)
    const named = (ids: readonly string[]) => given.flatMap(({ person }) => (ids.includes(person.id) ? [person] : []))
    if (found.state === 'open') return [{ item, groups: [] }]
    if (found.state === 'unanimous')
      return [{ item, groups: [{ verdict: found.verdict, people: given.map(({ person }) => person) }] }]
    return [{ item, groups: found.groups.map(({ verdict, people }) => ({ verdict, people: named(people) })) }]
  })
}

type Seat = NonNullable<AppraisalView['team']>['seats'][number]

/** Members of the team who have not begun to judge: an agreement without them should be a choice, not an accident. */
export const silentOf = ({ team, appraisers }: AppraisalView): Seat[] =>
  (team?.seats ?? []).filter(({ personId }) => !appraisers.some(({ person }) => person.id === personId))
