import { leaders, organisers, type Role, standing } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { Actor } from '#platform/server/actor.ts'
import { type DocumentAction, type DocumentPart, documentWorkflow, isDecision } from '../document.ts'
import { postOf } from '../issuer.ts'
import type { DocumentRow } from './documentRow.ts'
import type { Signer } from './signing.ts'

/** In whose part somebody acts on a document: by a position on the issuing unit itself, or a seat in the team. */

type Issuer = Pick<DocumentRow, 'unitId' | 'teamId'> & { kind: DocumentRow['content']['body']['kind'] }
export const issuerOf = ({ unitId, teamId, content }: DocumentRow): Issuer => ({
  unitId,
  teamId,
  kind: content.body.kind,
})

const holders: Record<DocumentPart, readonly Role[]> = {
  drafter: [...standing, ...organisers],
  signer: leaders,
  clerk: [...leaders, ...organisers],
}

/** A cell's leaders do everything for it; a team's members draft, its head signs; a committee has its organisers and leaders. */
export function partsOn(actor: Actor, { unitId, teamId, kind }: Issuer): DocumentPart[] {
  if (teamId !== null) {
    const seat = actor.teams.find((one) => one.teamId === teamId)?.part
    if (seat === undefined) return []
    return seat === 'head' ? ['drafter', 'signer', 'clerk'] : ['drafter']
  }
  const roles = actor.positions.filter((held) => held.unitId === unitId).map(({ role }) => role)
  const parts: DocumentPart[] = ['drafter', 'signer', 'clerk']
  return parts.filter((part) => (kind === 'cell' ? leaders : holders[part]).some((role) => roles.includes(role)))
}

/** What state and part allow; decisions on titles are signed and undone elsewhere, together with what they decide. */
export function actionsOn(actor: Actor, row: DocumentRow): (DocumentAction | 'redraft')[] {
  const parts = partsOn(actor, issuerOf(row))
  const allowed = documentWorkflow
    .allowedActions(row.state, parts)
    .filter((action) => !isDecision(row.type) || (action !== 'sign' && action !== 'revoke'))
  const redraft = row.state === 'draft' && parts.includes('drafter') && row.request !== null
  return [...(redraft ? (['redraft'] as const) : []), ...allowed]
}

/** Refuses unless state and part allow the action. */
export function requireAction(actor: Actor, row: DocumentRow, action: DocumentAction) {
  if (isDecision(row.type) && (action === 'sign' || action === 'revoke')) {
    throw new Problem('not_allowed_now', {
      reason: 'with_its_step',
      detail: {
        vi: 'Quyết định về danh hiệu được ký cùng với bước xử lý hồ sơ hoặc danh hiệu.',
        en: 'A decision on a title is signed together with the step it decides.',
      },
    })
  }
  const decided = documentWorkflow.decide(row.state, action, partsOn(actor, issuerOf(row)))
  if (decided.ok) return decided.to
  throw decided.refusal === 'not_allowed_now'
    ? new Problem('not_allowed_now', { reason: action, data: { state: row.state } })
    : new Problem('forbidden', { reason: 'not_your_part', data: { action } })
}

/** How somebody stands under a document: in minutes nothing but the name, else the post held on the issuing unit. */
export function signerFor(actor: Actor, unitId: string, roles: readonly Role[]): Signer | null {
  const held = roles.flatMap((role) => actor.positions.filter((one) => one.unitId === unitId && one.role === role))[0]
  if (actor.personId === null || actor.name === null) return null
  return { personId: actor.personId, post: held ? postOf(held.role) : 'Tổ trưởng', name: actor.name }
}
