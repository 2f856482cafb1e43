import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Seat, seatsOn, type Team, teamRefusal, visitRefusal } from './team.ts'

const seat = (personId: string, over: Partial<Seat> = {}): Seat => ({
  personId,
  part: 'member',
  represents: '',
  validFrom: '2021-04-19',
  validTo: '2025-07-01',
  ...over,
})
const team = (seats: Seat[], over: Partial<Team> = {}): Team => ({
  decisionDate: '2021-04-19',
  validFrom: '2021-04-19',
  validTo: '2025-07-01',
  seats,
  ...over,
})
const ofThree = team([seat('head', { part: 'head' }), seat('one'), seat('two')])

describe('an appraisal team', () => {
  it('has one head and members, by a decision that comes first', () => {
    expect(teamRefusal(ofThree)).toBeNull()
    expect(teamRefusal(team([seat('one')]))).toBe('no_head')
    expect(teamRefusal(team([seat('a', { part: 'head' }), seat('b', { part: 'head' })]))).toBe('two_heads')
    expect(teamRefusal(team([seat('a', { part: 'head' }), seat('a')]))).toBe('person_twice')
    expect(teamRefusal({ ...ofThree, validFrom: '2021-04-18' })).toBe('before_decision')
  })

  it('may change its head from one day to the next', () => {
    const changed = team([
      seat('old', { part: 'head', validTo: '2023-01-01' }),
      seat('new', { part: 'head', validFrom: '2023-01-01' }),
    ])
    expect(teamRefusal(changed)).toBeNull()
    expect(seatsOn(changed, '2022-12-31').map(({ personId }) => personId)).toEqual(['old'])
    expect(seatsOn(changed, '2023-01-01').map(({ personId }) => personId)).toEqual(['new'])
  })

  it('has no seats on a day it is not in force, whatever the seats say', () => {
    const day = fc.integer({ min: 2019, max: 2030 }).map((year) => `${year}-06-15`)
    fc.assert(
      fc.property(day, (on) => seatsOn(ofThree, on).length === (on >= '2021-04-19' && on < '2025-07-01' ? 3 : 0)),
    )
  })
})

describe('a site visit', () => {
  const visit = { visitedOn: '2022-05-10', participants: ['head', 'one'] }
  const now = { today: '2022-05-11', peopleOfCell: ['secretary'] }

  it('is made by members of a team valid on its day', () => {
    expect(visitRefusal(visit, ofThree, now)).toBeNull()
    expect(visitRefusal({ ...visit, participants: ['stranger'] }, ofThree, now)).toBe('not_of_the_team')
    expect(visitRefusal({ ...visit, visitedOn: '2020-01-01' }, ofThree, now)).toBe('no_head_that_day')
    expect(visitRefusal({ ...visit, visitedOn: '2022-05-12' }, ofThree, now)).toBe('in_the_future')
    expect(visitRefusal({ ...visit, participants: [] }, ofThree, now)).toBe('nobody_went')
  })

  it('is never made by somebody who belongs to the cell', () => {
    expect(visitRefusal(visit, ofThree, { ...now, peopleOfCell: ['one'] })).toBe('belongs_to_cell')
  })
})
