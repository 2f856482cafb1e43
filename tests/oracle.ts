import {
  dossierActions,
  dossierWorkflow,
  permissionOf,
  type DossierAction,
  type DossierPart,
} from '#features/dossiers/dossier.ts'
import { duties, dutyConflicts } from '#features/dossiers/duty.ts'
import type { Level, Permission, Role } from '#shared/permission.ts'
import type { Dossier, Period, Place, World } from './organisations.ts'

/**
 * Who may do what, worked out a second time from the generated people and places and from nothing but the declarations:
 * no closure, no query, no function of the application that decides. What it says, the application must say.
 */

const on = ({ from, to }: Period, day: string) => from <= day && (to === null || day < to)
type Held = { unit: string; level: Level; role: Role; only: readonly string[] | null }

export class Oracle {
  readonly #world: World
  constructor(world: World) {
    this.#world = world
  }

  #place(id: string): Place {
    const place = this.#world.places.get(id)
    if (!place) throw new Error(`no place ${id}`)
    return place
  }

  levelOn(unit: string, day: string): Level | null {
    return this.#place(unit).versions.find((version) => on(version, day))?.level ?? null
  }

  /** The unit and what is above it that day; of one that has ended, what is above the one that took its place. */
  above(unit: string, day: string): string[] {
    const { versions, successor } = this.#place(unit)
    const version = versions.find((one) => on(one, day))
    if (version) return [unit, ...(version.parent === null ? [] : this.above(version.parent, day))]
    return successor !== null && successor.on <= day ? this.above(successor.id, day) : []
  }

  #standing(unit: string, day: string): Level | null {
    const level = this.levelOn(unit, day)
    return level === 'district' && day >= '2025-07-01' ? null : level
  }

  held(person: string, day: string): Held[] {
    return this.#world.positions.flatMap(({ unit, role, ...position }) => {
      const level = this.#standing(unit, day)
      return position.person === person && on(position, day) && level !== null
        ? [{ unit, level, role, only: null }]
        : []
    })
  }

  delegated(person: string, day: string): Held[] {
    return this.#world.delegations.flatMap((delegation) => {
      const from = this.#world.positions.find(({ id }) => id === delegation.position)
      const level = from ? this.#standing(from.unit, day) : null
      const lasts = delegation.person === person && on(delegation, day) && from !== undefined && on(from, day)
      return lasts && level !== null ? [{ unit: from.unit, level, role: from.role, only: delegation.permissions }] : []
    })
  }

  seats(person: string, day: string) {
    return this.#world.seats.filter((seat) => seat.person === person && on(seat, day) && day < '2025-07-01')
  }

  /** The positions and delegations that give this permission. */
  giving(person: string, { by, code }: Permission, day: string): Held[] {
    if (typeof by === 'string') return by === 'signed_in' ? this.held(person, day) : []
    return [...this.held(person, day), ...this.delegated(person, day)].filter(
      ({ level, role, only }) =>
        by.some((one) => one.level === level && one.roles.includes(role)) && (only === null || only.includes(code)),
    )
  }

  /** May this person use the permission anywhere? */
  atAll(person: string, permission: Permission, day: string): boolean {
    return typeof permission.by === 'string' || this.giving(person, permission, day).length > 0
  }

  /** Does what the permission lets see include this unit? A seat in a team shows the team's whole area. */
  sees(person: string, permission: Permission, unit: string, day: string): boolean {
    const above = this.above(unit, day)
    const from = [
      ...this.giving(person, permission, day).filter(({ role }) => role !== 'administrator'),
      ...this.seats(person, day),
    ]
    return from.some((one) => above.includes(one.unit))
  }

  administers(person: string, unit: string, day: string): boolean {
    const above = this.above(unit, day)
    return this.held(person, day).some((one) => one.role === 'administrator' && above.includes(one.unit))
  }

  /** What this person may do to a dossier in which nobody has had a hand yet. */
  actions(person: string, { cell, state }: Dossier, day: string): DossierAction[] {
    return dossierActions.filter((action) => {
      const step = dossierWorkflow.steps[state][action]
      if (!step || this.#forbidden(person, cell, action, day)) return false
      return step.by.some((part) => this.#hasPart(person, part, { cell, action, day }))
    })
  }

  #forbidden(person: string, cell: string, action: DossierAction, day: string): boolean {
    const there = [...this.held(person, day), ...this.delegated(person, day)].filter(({ unit }) => unit === cell)
    const holder = {
      personId: person,
      belongsToCell: there.some(({ role }) => role !== 'viewer'),
      followsCell: there.some(({ role }) => role === 'viewer'),
    }
    const hands = { preparers: [], proposers: [], appraisers: [] }
    return dutyConflicts.some((one) => duties[one].excludes.includes(action) && duties[one].holds(holder, hands))
  }

  #hasPart(
    person: string,
    part: DossierPart,
    { cell, action, day }: { cell: string; action: DossierAction; day: string },
  ): boolean {
    const lives = this.levelOn(cell, day) !== null
    const path = lives ? this.above(cell, day) : []
    const at = (level: Level) => path.find((unit) => this.levelOn(unit, day) === level)
    const may = [...this.held(person, day), ...this.delegated(person, day)].filter(
      ({ only }) => only === null || only.includes(permissionOf[action]),
    )
    const holds = (unit: string | undefined, roles: readonly Role[]) =>
      may.some((one) => one.unit === unit && roles.includes(one.role))
    const two = day >= '2025-07-01'
    const upper = at(two ? 'commune' : 'district')
    const lead: Role[] = ['secretary', 'deputy_secretary']
    const standing: Role[] = [...lead, 'standing_member']
    const organise: Role[] = ['organising_head', 'organising_officer']
    const seat = (wanted: string | null) =>
      this.seats(person, day).some(({ unit, part: own }) => unit === upper && (wanted === null || own === wanted))
    switch (part) {
      case 'cell':
        return holds(cell, lead)
      case 'commune':
        return holds(at('commune'), [...standing, ...organise])
      case 'organising_board':
        return holds(upper, organise)
      case 'team':
        return seat(null)
      case 'team_head':
        return seat('head')
      case 'opinion_body':
        return holds(upper, two ? standing : lead)
      case 'decision_body':
        return holds(upper, standing)
    }
  }
}
