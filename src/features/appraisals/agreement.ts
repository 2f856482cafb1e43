import type { Verdict, Verdicts } from '#features/rule-sets/evaluation.ts'

/** From verdicts given independently to one that is agreed, with every dissent kept. */

export type Opinion = { personId: string; verdicts: Verdicts; closed: boolean }

/** What the team stands at on one item: nobody, all alike, or who differs. */
export type Standpoint =
  | { state: 'open' }
  | { state: 'unanimous'; verdict: Verdict }
  | { state: 'divided'; groups: { verdict: Verdict; people: string[] }[] }

/** Two verdicts say the same. */
export function sameVerdict(one: Verdict | undefined, other: Verdict | undefined): boolean {
  return keyOf(one) === keyOf(other)
}

function keyOf(verdict: Verdict | undefined): string {
  if (verdict === undefined) return ''
  if (verdict.kind === 'passed') return `passed:${verdict.passed}`
  if (verdict.kind === 'points') return `points:${verdict.points}`
  if (verdict.kind === 'choice') return `choice:${verdict.option}`
  return verdict.kind === 'figure' ? `figure:${verdict.figure}` : verdict.kind
}

/** How the closed opinions stand on an item, the largest group first. Open ones are nobody's business yet. */
export function standpoint(opinions: readonly Opinion[], code: string): Standpoint {
  const groups: { verdict: Verdict; people: string[] }[] = []
  for (const { personId, verdicts, closed } of opinions) {
    const verdict = closed ? verdicts[code] : undefined
    if (verdict === undefined) continue
    const same = groups.find((group) => sameVerdict(group.verdict, verdict))
    if (same) same.people.push(personId)
    else groups.push({ verdict, people: [personId] })
  }
  const [first] = groups
  if (first === undefined) return { state: 'open' }
  if (groups.length === 1) return { state: 'unanimous', verdict: first.verdict }
  return { state: 'divided', groups: groups.sort((a, b) => b.people.length - a.people.length) }
}

/**
 * Whose own verdict differs from the agreed one, item by item: each is kept as a dissent, so that agreeing never rewrites
 * what somebody saw.
 */
export function dissentsFrom(
  agreed: Verdicts,
  opinions: readonly Opinion[],
): { personId: string; code: string; verdict: Verdict }[] {
  return opinions.flatMap(({ personId, verdicts, closed }) =>
    closed
      ? Object.entries(verdicts).flatMap(([code, verdict]) =>
          verdict !== undefined && agreed[code] !== undefined && !sameVerdict(verdict, agreed[code])
            ? [{ personId, code, verdict }]
            : [],
        )
      : [],
  )
}

export type AgreementRefusal = 'opinions_open' | 'nobody_judged' | 'item_not_agreed' | 'agreed_alone'

/**
 * Why the team cannot agree yet, or null: whoever began to judge has closed their verdicts, every item is agreed, and an
 * agreed verdict is one that somebody gave.
 */
export function agreementRefusal(
  agreed: Verdicts,
  opinions: readonly Opinion[],
  codes: readonly string[],
): AgreementRefusal | null {
  if (opinions.length === 0) return 'nobody_judged'
  if (opinions.some(({ closed }) => !closed)) return 'opinions_open'
  if (codes.some((code) => agreed[code] === undefined)) return 'item_not_agreed'
  const given = (code: string) => opinions.some(({ verdicts }) => sameVerdict(verdicts[code], agreed[code]))
  return codes.every(given) ? null : 'agreed_alone'
}

/** What one appraiser may see of the others: nothing before their own verdicts are closed. */
export function visibleOpinions(opinions: readonly Opinion[], viewer: string | null): Opinion[] {
  const own = opinions.find(({ personId }) => personId === viewer)
  if (viewer === null || own === undefined || own.closed) return opinions.filter(({ closed }) => closed)
  return [own]
}
