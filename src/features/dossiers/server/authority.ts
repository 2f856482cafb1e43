import { chainOn } from '#features/programmes/programme.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { Problem } from '#shared/problem.ts'
import { type Actor, positionsFor } from '#platform/server/actor.ts'
import {
  type DossierAction,
  dossierActions,
  type DossierPart,
  type DossierState,
  nextStep,
  permissionOf,
  type Step,
} from '../dossier.ts'
import { type DutyConflict, dutyConflict, type Hands } from '../duty.ts'
import { en, vi } from '../messages.ts'
import { type ActingUnits, actingUnits, partsOf } from '../part.ts'
import type { UnitOnPath } from './dossierRow.ts'
import { refusal } from './refuse.ts'

/** Who may do what to one dossier today, for this actor. */
export type Authority = {
  cellId: string
  acting: ActingUnits | null
  parts: DossierPart[]
  opinionAsked: boolean
  next: (from: DossierState, action: DossierAction) => ReturnType<typeof nextStep>
  conflict: (action: DossierAction, hands: Hands) => DutyConflict | null
}

/** Powers are those of today: positions held, seats in teams, and the chain of bodies of the day. */
export function authorityOver(
  { actor, today }: { actor: Actor; today: string },
  cellId: string,
  path: readonly UnitOnPath[],
  programme: Programme,
): Authority {
  const acting = actingUnits(path, programme, today)
  const chain = chainOn(programme, today)
  // A team is constituted for one programme: it has no say in another's dossiers.
  const teams = actor.teams.filter(({ programmeId }) => programmeId === programme.id)
  const parts = partsOf({ ...actor, teams }, acting, cellId)
  const partsIn = (action: DossierAction) =>
    actor.delegations.length === 0
      ? parts
      : partsOf({ ...actor, teams, positions: positionsFor(actor, permissionOf[action]) }, acting, cellId)
  const atCell = [...actor.positions, ...actor.delegations].filter(({ unitId }) => unitId === cellId)
  const belongsToCell = atCell.some(({ role }) => role !== 'viewer')
  const followsCell = atCell.some(({ role }) => role === 'viewer') || actor.followed.includes(cellId)
  return {
    cellId,
    acting,
    parts,
    opinionAsked: chain?.opinion != null,
    next: (from, action) => nextStep(from, action, partsIn(action), chain),
    conflict: (action, hands) =>
      actor.personId === null
        ? null
        : dutyConflict(action, { personId: actor.personId, belongsToCell, followsCell }, hands),
  }
}

/** Refuses unless state, part and duty allow the action; tells where it leads and in whose name it is taken. */
export function requireStep(
  authority: Authority,
  { state, hands }: { state: DossierState; hands: Hands },
  action: DossierAction,
): Step {
  const step = authority.next(state, action)
  if (!step.ok && step.refusal === 'not_allowed_now') {
    throw new Problem('not_allowed_now', {
      reason: action,
      detail: { vi: `Hồ sơ đang ở bước: ${vi.states[state]}.`, en: `The dossier is at: ${en.states[state]}.` },
      data: { state },
    })
  }
  if (!step.ok) throw refusal('forbidden', 'not_your_part', { action })
  const conflict = authority.conflict(action, hands)
  if (conflict !== null) {
    throw new Problem('forbidden', {
      reason: 'conflict_of_duty',
      detail: { vi: vi.conflicts[conflict], en: en.conflicts[conflict] },
      data: { conflict },
    })
  }
  return step
}

/** What state and part allow; own duty may still forbid it, and obstacles stand before it. */
export const actionsOf = ({ next }: Authority, state: DossierState): DossierAction[] =>
  dossierActions.filter((action) => next(state, action).ok)

/** The unit that acts in a part on a dossier, by the bodies of a day. */
export function unitActing({ acting, cellId }: Pick<Authority, 'acting' | 'cellId'>, part: DossierPart): string | null {
  switch (part) {
    case 'cell':
      return cellId
    case 'commune':
      return acting?.commune ?? null
    case 'organising_board':
    case 'team':
    case 'team_head':
      return acting?.appraising ?? null
    case 'opinion_body':
      return (acting?.opinion ?? acting?.decision)?.unitId ?? null
    case 'decision_body':
      return acting?.decision.unitId ?? null
  }
}
