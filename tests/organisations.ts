import fc from 'fast-check'
import { dossierStates, type DossierState } from '#features/dossiers/dossier.ts'
import { rolesAt } from '#features/people/position.ts'
import type { Level, Role } from '#shared/permission.ts'
import { newId } from '#platform/server/id.ts'

/**
 * Several organisations that know nothing of each other, each with a reorganisation on 1 July 2025, a cell that moved
 * before it and one that was merged away; people with positions past, present, future and acting, delegations and seats in
 * teams; and for every cell something of each kind that is kept about it.
 */

export const REFORM = '2025-07-01'
export type Period = { from: string; to: string | null }
type Version = Period & { level: Level; parent: string | null }
export type Place = {
  id: string
  organisation: number
  versions: Version[]
  successor: { id: string; on: string } | null
}
export type Position = Period & { id: string; person: string; unit: string; role: Role; acting: boolean }
export type Delegation = Period & { position: string; person: string; permissions: string[] }
export type Seat = Period & { person: string; unit: string; team: string; part: string }
export type Dossier = { id: string; cell: string; state: DossierState }
export type Title = { id: string; cell: string }
export type World = {
  places: Map<string, Place>
  people: string[]
  positions: Position[]
  delegations: Delegation[]
  seats: Seat[]
  dossiers: Dossier[]
  titles: Title[]
}

const periods: Period[] = [
  { from: '2020-01-01', to: null },
  { from: '2020-01-01', to: null },
  { from: '2020-01-01', to: '2021-07-01' },
  { from: '2021-01-01', to: '2023-01-01' },
  { from: '2024-01-01', to: null },
  { from: '2022-03-01', to: '2022-03-02' },
  { from: '2025-07-01', to: null },
]
const delegable = ['dossier.plan', 'dossier.prepare', 'dossier.review', 'dossier.opinion', 'dossier.survey']

type Draw = <T>(from: readonly T[]) => T

export function generateWorld(seed: number, organisations: number, peopleEach: number): World {
  const bits = fc.sample(fc.nat(0x7f_ff_ff_ff), { seed, numRuns: organisations * peopleEach * 40 + 4000 })
  let at = 0
  const draw: Draw = (from) => {
    const picked = from[(bits[at++ % bits.length] ?? 0) % from.length]
    if (picked === undefined) throw new Error('nothing to draw from')
    return picked
  }
  const world: World = {
    places: new Map(),
    people: [],
    positions: [],
    delegations: [],
    seats: [],
    dossiers: [],
    titles: [],
  }
  for (let organisation = 0; organisation < organisations; organisation += 1) {
    const made = growPlaces(world, organisation, draw)
    fillWithPeople(world, made, peopleEach, draw)
  }
  // Somebody who belongs to two organisations sees both, and no third.
  for (const person of world.people.slice(0, 3)) addPosition(world, person, draw([...world.places.values()]), draw)
  for (const place of world.places.values()) {
    if (place.versions[0]?.level !== 'cell') continue
    world.dossiers.push({ id: newId(), cell: place.id, state: draw(dossierStates) })
    world.titles.push({ id: newId(), cell: place.id })
  }
  return world
}

function growPlaces(world: World, organisation: number, draw: Draw): Place[] {
  const made: Place[] = []
  const add = (versions: Version[], successor: Place['successor'] = null): Place => {
    const place = { id: newId(), organisation, versions, successor }
    world.places.set(place.id, place)
    made.push(place)
    return place
  }
  const always = { from: '2000-01-01', to: null }
  const before = { from: '2000-01-01', to: REFORM }
  const after = { from: REFORM, to: null }
  const stays = add([{ ...always, level: 'province', parent: null }])
  const goes = add([{ ...before, level: 'province', parent: null }], { id: stays.id, on: REFORM })
  const districts = [goes, goes, stays].map(({ id }) =>
    add([{ ...before, level: 'district', parent: id }], { id: stays.id, on: REFORM }),
  )
  const [one, two, three] = districts.map(({ id }) => id)
  const fresh = [0, 1].map(() => add([{ ...after, level: 'commune', parent: stays.id }]))
  const heirs = [fresh[0], fresh[0], draw(fresh)]
  const communes = [one, draw([one, two]), two].map((parent, index) =>
    add([{ ...before, level: 'commune', parent: parent ?? null }], { id: heirs[index]?.id ?? '', on: REFORM }),
  )
  // One commune goes through the reform, only its superior changes.
  const through = add([
    { ...before, level: 'commune', parent: three ?? null },
    { ...after, level: 'commune', parent: stays.id },
  ])
  const homes: [Place, Place | undefined][] = [
    ...communes.map((home, index): [Place, Place | undefined] => [home, heirs[index]]),
    [through, through],
  ]
  const cells = homes.flatMap(([home, heir]) =>
    [0, 1, 2].map(() =>
      add([
        { ...before, level: 'cell', parent: home.id },
        { ...after, level: 'cell', parent: heir?.id ?? null },
      ]),
    ),
  )
  const [moved, target] = [draw(cells.slice(0, 3)), draw(communes.slice(1))]
  moved.versions = [
    { from: '2000-01-01', to: '2022-07-01', level: 'cell', parent: moved.versions[0]?.parent ?? null },
    { from: '2022-07-01', to: REFORM, level: 'cell', parent: target.id },
    { ...after, level: 'cell', parent: target.successor?.id ?? null },
  ]
  const ended = draw(cells.slice(3, 6))
  const into = draw(cells.slice(6))
  ended.versions = [{ from: '2000-01-01', to: '2023-05-01', level: 'cell', parent: ended.versions[0]?.parent ?? null }]
  ended.successor = { id: into.id, on: '2023-05-01' }
  return made
}

function addPosition(world: World, person: string, place: Place, draw: Draw): void {
  const role = draw(rolesAt(place.versions[0]?.level ?? 'cell'))
  const period = draw(periods)
  const taken = world.positions.some((one) => one.person === person && one.unit === place.id && one.role === role)
  if (taken) return
  const acting = period.to !== null && draw([true, false])
  world.positions.push({ id: newId(), person, unit: place.id, role, acting, ...period })
}

function fillWithPeople(world: World, places: readonly Place[], count: number, draw: Draw): void {
  const people = Array.from({ length: count }, () => newId())
  world.people.push(...people)
  for (const person of people) {
    for (let held = draw([1, 1, 2, 3]); held > 0; held -= 1) addPosition(world, person, draw(places), draw)
  }
  const own = world.positions.filter(({ person }) => people.includes(person))
  for (let given = 0; given < count / 3; given += 1) {
    const { id, person: giver } = draw(own)
    const person = draw(people.filter((one) => one !== giver))
    const permissions = [draw(delegable), draw(delegable), 'dossier.read', 'evidence.read']
    const [from, to] = draw([
      ['2021-01-01', '2022-12-31'],
      ['2021-01-01', '2026-12-31'],
      ['2025-06-30', '2025-07-02'],
    ] as const)
    world.delegations.push({ position: id, person, permissions: [...new Set(permissions)], from, to })
  }
  for (const district of places.filter(({ versions }) => versions[0]?.level === 'district')) {
    const team = newId()
    const seats = new Set([draw(people), draw(people)])
    for (const [index, person] of [...seats].entries()) {
      const to = draw(['2022-06-01', REFORM])
      world.seats.push({
        person,
        unit: district.id,
        team,
        part: index === 0 ? 'head' : 'member',
        from: '2021-01-01',
        to,
      })
    }
  }
}
