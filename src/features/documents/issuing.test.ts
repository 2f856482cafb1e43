import { describe, expect, it } from 'vitest'
import {
  type Act,
  acts,
  type BodyKind,
  bodyKinds,
  cellBody,
  committeeBody,
  mayIssue,
  standingCommitteeBody,
} from './issuing.ts'

const issuersOf = (act: Act): BodyKind[] => bodyKinds.filter((kind) => kind !== 'upperBody' && mayIssue(kind, act))

describe('who may issue', () => {
  it.each([
    'resolution',
    'decision',
    'conclusion',
    'notice',
    'plan',
    'actionProgramme',
    'scheme',
    'option',
    'submission',
    'letter',
  ] as const)('a %s: the cell, the committee and its standing committee', (act) => {
    expect(issuersOf(act)).toEqual(['cell', 'committee', 'standingCommittee'])
  })

  it('a report or minutes: the same and the appraisal team', () => {
    expect(issuersOf('report')).toEqual(['cell', 'committee', 'standingCommittee', 'appraisalTeam'])
    expect(issuersOf('minutes')).toEqual(['cell', 'committee', 'standingCommittee', 'appraisalTeam'])
  })

  it('a quy chế: not the standing committee', () => {
    expect(issuersOf('statute')).toEqual(['cell', 'committee'])
  })

  it('a quy định: not the cell', () => {
    expect(issuersOf('regulation')).toEqual(['committee', 'standingCommittee'])
  })

  it('a hướng dẫn: only the standing committee', () => {
    expect(issuersOf('guidance')).toEqual(['standingCommittee'])
  })

  it('a chỉ thị or thông tri: nobody at the grassroots', () => {
    expect([...issuersOf('directive'), ...issuersOf('circular')]).toEqual([])
  })

  it('anything above the grassroots, where no rule was found', () => {
    const every = Object.keys(acts).filter((act): act is Act => act in acts)
    expect(every.every((act) => mayIssue('upperBody', act))).toBe(true)
  })
})

describe('a body', () => {
  it('of the committee or its standing committee has the code ĐU, a cell CB', () => {
    const named = { name: 'X', upperBody: null }
    expect([committeeBody(named), standingCommitteeBody(named), cellBody(named)].map(({ code }) => code)).toEqual([
      'ĐU',
      'ĐU',
      'CB',
    ])
  })
})
