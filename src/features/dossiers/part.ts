import { type Body, chainOn, type ProgrammeContent, signingBodyOn } from '#features/programmes/programme.ts'
import { type HeldPosition, type Level, leaders, organisers, type Role, standing } from '#shared/permission.ts'
import type { DossierPart } from './dossier.ts'

/** In whose name a person may act on a dossier: position × unit × date, read through the chain of the day. */

/** A person as they are on the day: positions held and seats in appraisal teams. */
export type Standing = {
  personId: string | null
  positions: readonly HeldPosition[]
  teams: readonly { unitId: string; part: string }[]
}
/** The cell and every unit above it on the day, each with its level. */
export type UnitPath = readonly { unitId: string; level: Level }[]
export type ChainSource = Pick<ProgrammeContent, 'chain' | 'settings'>
type ActingBody = { level: Level; body: Body }

/** Whose positions make up a body: thường trực is the secretary and deputies, ban thường vụ its standing members too. */
export const rolesOf: Record<Body, readonly Role[]> = {
  committee: [...standing, 'committee_member'],
  standing_committee: standing,
  standing_body: leaders,
  organising_board: organisers,
  party_building_board: organisers,
}
/** Who acts for the commune: its standing committee, and those who prepare its papers. */
export const communeRoles: readonly Role[] = [...standing, ...organisers]

/** The unit of a level above (or at) the cell; none where that level does not exist on the day. */
export const unitAt = (path: UnitPath, level: Level): string | null =>
  path.find((unit) => unit.level === level)?.unitId ?? null

/** Who acts on a cell's dossier on a day, unit by unit. */
export type ActingUnits = {
  cell: string | null
  commune: string | null
  appraising: string | null
  /** Null where the chain asks for no opinion. */
  opinion: { unitId: string | null; body: Body } | null
  decision: { unitId: string | null; body: Body }
}

/**
 * The bodies of the day, each on its unit. The decision is signed by the body the programme names, as long as its level
 * exists; otherwise by the deciding body of the chain. Null where no chain holds that day.
 */
export function actingUnits(path: UnitPath, programme: ChainSource, day: string): ActingUnits | null {
  const chain = chainOn(programme, day)
  if (chain === null) return null
  const named = signingBodyOn(programme, day) ?? chain.decision
  const deciding = unitAt(path, named.level) === null ? chain.decision : named
  const placed = ({ level, body }: ActingBody) => ({ unitId: unitAt(path, level), body })
  return {
    cell: unitAt(path, 'cell'),
    commune: unitAt(path, chain.proposalLevel),
    appraising: unitAt(path, chain.appraisalLevel),
    opinion: chain.opinion === null ? null : placed(chain.opinion),
    decision: placed(deciding),
  }
}

/**
 * The parts of a person on a dossier. A dossier left waiting for an opinion when the chain no longer has one goes on with
 * the body that decides.
 */
export function partsOf(person: Standing, acting: ActingUnits | null, cellId: string): DossierPart[] {
  const holds = (unitId: string | null, roles: readonly Role[]): boolean =>
    unitId !== null && person.positions.some((held) => held.unitId === unitId && roles.includes(held.role))
  const cell: DossierPart[] = holds(cellId, leaders) ? ['cell'] : []
  if (acting === null) return cell
  const opinion = acting.opinion ?? acting.decision
  const seats = person.teams.filter(({ unitId }) => unitId === acting.appraising)
  const held: Record<Exclude<DossierPart, 'cell'>, boolean> = {
    commune: holds(acting.commune, communeRoles),
    organising_board: holds(acting.appraising, organisers),
    team: seats.length > 0,
    team_head: seats.some(({ part }) => part === 'head'),
    opinion_body: holds(opinion.unitId, rolesOf[opinion.body]),
    decision_body: holds(acting.decision.unitId, rolesOf[acting.decision.body]),
  }
  return [...cell, ...otherParts.filter((part) => held[part])]
}

const otherParts = ['commune', 'organising_board', 'team', 'team_head', 'opinion_body', 'decision_body'] as const
