import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySettings } from '#features/programmes/programme.ts'
import { type Level, type Role, roles } from '#shared/permission.ts'
import { dutyConflict, type Hands, handsOf } from './duty.ts'
import { dossierActions } from './dossier.ts'
import { actingUnits, type ChainSource, partsOf, type Standing, type UnitPath } from './part.ts'

type ActingBody = ChainSource['chain'][number]['decision']
const body = (level: ActingBody['level'], name: ActingBody['body']): ActingBody => ({
  level,
  body: name,
  source: 'document',
})
const programme: ChainSource = {
  settings: emptySettings,
  chain: [
    {
      validFrom: '2020-01-01',
      validTo: '2025-06-30',
      label: 'Thời kỳ còn cấp huyện',
      proposalLevel: 'commune',
      appraisalLevel: 'district',
      opinion: body('district', 'standing_body'),
      decision: body('district', 'standing_committee'),
      source: 'document',
    },
    {
      validFrom: '2025-07-01',
      validTo: null,
      label: 'Hai cấp',
      proposalLevel: 'commune',
      appraisalLevel: 'commune',
      opinion: null,
      decision: body('commune', 'standing_committee'),
      source: 'proposed',
    },
  ],
}
const before: UnitPath = [
  { unitId: 'cell', level: 'cell' },
  { unitId: 'commune', level: 'commune' },
  { unitId: 'district', level: 'district' },
  { unitId: 'province', level: 'province' },
]
const after: UnitPath = before.filter(({ level }) => level !== 'district')

const holding = (unitId: string, level: Level, role: Role): Standing => ({
  personId: 'p',
  positions: [{ unitId, level, role }],
  teams: [],
})
const partsOn = (day: string, person: Standing) =>
  partsOf(person, actingUnits(day < '2025-07-01' ? before : after, programme, day), 'cell')

describe('the parts of a person', () => {
  it.each([
    ['cell', 'cell', 'secretary', ['cell'], ['cell']],
    ['cell', 'cell', 'member', [], []],
    ['other', 'cell', 'secretary', [], []],
    ['commune', 'commune', 'secretary', ['commune'], ['commune', 'opinion_body', 'decision_body']],
    ['commune', 'commune', 'standing_member', ['commune'], ['commune', 'opinion_body', 'decision_body']],
    ['commune', 'commune', 'organising_head', ['commune'], ['commune', 'organising_board']],
    ['commune', 'commune', 'committee_member', [], []],
    ['other', 'commune', 'secretary', [], []],
    ['district', 'district', 'secretary', ['opinion_body', 'decision_body'], []],
    ['district', 'district', 'standing_member', ['decision_body'], []],
    ['district', 'district', 'organising_head', ['organising_board'], []],
    ['province', 'province', 'secretary', [], []],
    ['province', 'province', 'administrator', [], []],
  ] as const)('%s (%s), %s: %o in the district era, %o with two levels', (unitId, level, role, then, now) => {
    expect(partsOn('2022-06-01', holding(unitId, level, role))).toEqual(then)
    expect(partsOn('2025-08-01', holding(unitId, level, role))).toEqual(now)
  })

  it('a seat counts in the team of the unit that appraises that day, and only its head reports', () => {
    const seated = (unitId: string, part: string): Standing => ({
      personId: 'p',
      positions: [],
      teams: [{ unitId, part }],
    })
    expect(partsOn('2022-06-01', seated('district', 'member'))).toEqual(['team'])
    expect(partsOn('2022-06-01', seated('district', 'head'))).toEqual(['team', 'team_head'])
    expect(partsOn('2025-08-01', seated('district', 'head'))).toEqual([])
    expect(partsOn('2025-08-01', seated('commune', 'head'))).toEqual(['team', 'team_head'])
  })

  it('a signing body the programme names decides while its level exists, then the chain’s own', () => {
    const named = {
      ...programme,
      settings: { ...emptySettings, signingBody: { level: 'district' as const, body: 'standing_body' as const } },
    }
    expect(actingUnits(before, named, '2022-06-01')?.decision).toEqual({ unitId: 'district', body: 'standing_body' })
    expect(actingUnits(after, named, '2025-08-01')?.decision).toEqual({ unitId: 'commune', body: 'standing_committee' })
  })

  it('before the programme there are none but the cell’s own', () => {
    expect(actingUnits(before, programme, '2019-12-31')).toBeNull()
    expect(partsOf(holding('cell', 'cell', 'secretary'), null, 'cell')).toEqual(['cell'])
  })

  it('of somebody who holds nothing on the way up are none, whatever else they hold', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), fc.constantFrom('2022-06-01', '2025-08-01'), (role, day) => {
        expect(partsOn(day, holding('elsewhere', 'commune', role))).toEqual([])
      }),
    )
  })
})

const hands: Hands = { preparers: ['maker'], proposers: ['proposer'], appraisers: ['appraiser'] }
const outsider = { personId: 'outsider', belongsToCell: false }

describe('separation of duties', () => {
  it('lets nobody who belongs to the cell or prepared its dossier judge it, at any step', () => {
    const judging = dossierActions.filter((action) =>
      dutyConflict(action, { personId: 'x', belongsToCell: true }, hands),
    )
    expect(judging).toEqual([
      'check_dossier',
      'commune_appraise',
      'return_to_cell',
      'propose',
      'appraise',
      'supplement',
      'report_appraisal',
      'agree',
      'disagree',
      'ask_supplement',
      'decide',
      'refuse',
    ])
    for (const action of judging) {
      expect(dutyConflict(action, { personId: 'maker', belongsToCell: false }, hands)).toBe('prepared_dossier')
    }
  })

  it('lets neither an appraiser nor the proposer decide', () => {
    for (const action of ['decide', 'refuse'] as const) {
      expect(dutyConflict(action, { personId: 'appraiser', belongsToCell: false }, hands)).toBe('appraised_dossier')
      expect(dutyConflict(action, { personId: 'proposer', belongsToCell: false }, hands)).toBe('proposed_dossier')
    }
    expect(dutyConflict('agree', { personId: 'appraiser', belongsToCell: false }, hands)).toBeNull()
  })

  it('never stands in the way of somebody with no hand in it, nor of the cell’s own work', () => {
    for (const action of dossierActions) expect(dutyConflict(action, outsider, hands)).toBeNull()
    expect(dutyConflict('submit_dossier', { personId: 'maker', belongsToCell: true }, hands)).toBeNull()
  })

  it('reads the hands from the steps, the verdicts and the visits', () => {
    const deeds = [
      { action: 'submit_registration', part: 'cell', personId: 'a' },
      { action: 'propose', part: 'commune', personId: 'b' },
      { action: 'report_appraisal', part: 'team_head', personId: 'c' },
      { action: 'agree', part: 'opinion_body', personId: 'd' },
    ] as const
    expect(handsOf(deeds, { prepared: ['a'], self: ['e'], team: ['f'], visits: ['g', 'f'] })).toEqual({
      preparers: ['a', 'e'],
      proposers: ['b'],
      appraisers: ['f', 'g', 'c'],
    })
  })
})
