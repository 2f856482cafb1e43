import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySettings } from '#features/programmes/programme.ts'
import type { Verdicts } from '#features/rule-sets/evaluation.ts'
import { passFail } from '#tests/ruleSets.ts'
import { dossierActions } from './dossier.ts'
import { type DossierFacts, obstacles, remarks, type Visit } from './obstacles.ts'

const codes = ['1', '2', '3']
const passed = (but: Record<string, boolean | undefined> = {}): Verdicts =>
  Object.fromEntries(
    codes.map((code) => {
      const outcome = code in but ? but[code] : true
      return [code, outcome === undefined ? undefined : { kind: 'passed', passed: outcome }]
    }),
  )
const visit: Visit = {
  plannedOn: '2022-06-01',
  visitedOn: '2022-06-01',
  cancelled: false,
  participants: ['head', 'member'],
  seatsThatDay: [
    { personId: 'head', part: 'head' },
    { personId: 'member', part: 'member' },
    { personId: 'absent', part: 'member' },
  ],
}
/** A dossier that nothing stands in the way of, whatever the step. */
const complete: DossierFacts = {
  state: 'appraisal',
  year: 2022,
  dueOn: null,
  ruleSet: { items: codes.map((code) => passFail(code)), thresholds: [] },
  settings: {
    ...emptySettings,
    dossierDocuments: [
      { code: 'bao-cao', label: 'Báo cáo tự thẩm định', required: true },
      { code: 'anh', label: 'Ảnh', required: false },
    ],
  },
  verdicts: { survey: {}, self: passed(), commune: passed(), team: passed() },
  vote: { heldOn: '2022-05-01', entitled: 30, present: 28, inFavour: 16 },
  checks: {
    commune: { checkedOn: '2022-05-10', complete: true },
    team: { checkedOn: '2022-06-01', complete: true },
  },
  visits: [visit],
  evidence: { 1: 1, 2: 1, 3: 2 },
  documents: { 'bao-cao': 1 },
  roadmap: [{ itemCode: '1', dueOn: '2022-04-01', responsible: 'Chi ủy' }],
}
const today = '2022-06-10'
const codesOf = (facts: DossierFacts, action: 'submit_dossier' | 'propose' | 'report_appraisal' | 'decide') =>
  obstacles(facts, action, today).map(({ code, target }) => ('code' in target ? `${code} ${target.code}` : code))
const withVerdicts = (changes: Partial<DossierFacts['verdicts']>): DossierFacts => ({
  ...complete,
  verdicts: { ...complete.verdicts, ...changes },
})

describe('nothing stands in the way of a complete dossier', () => {
  it.each(dossierActions)('%s', (action) => expect(remarks(complete, action, today)).toEqual([]))
})

describe('a proposal waits until every mandatory criterion is met by the cell and by the commune', () => {
  it.each([
    ['the cell says one is not met', withVerdicts({ self: passed({ 2: false }) }), ['self_not_met 2']],
    ['the cell has not judged one', withVerdicts({ self: passed({ 2: undefined }) }), ['self_verdict_missing 2']],
    ['the commune says one is not met', withVerdicts({ commune: passed({ 3: false }) }), ['commune_not_met 3']],
    [
      'the commune has judged nothing',
      withVerdicts({ commune: {} }),
      ['commune_verdict_missing 1', 'commune_verdict_missing 2', 'commune_verdict_missing 3'],
    ],
    ['a required document is missing', { ...complete, documents: { anh: 3 } }, ['document_missing bao-cao']],
    ['nobody checked', { ...complete, checks: { ...complete.checks, commune: null } }, ['commune_check_missing']],
    [
      'the check found it incomplete',
      { ...complete, checks: { ...complete.checks, commune: { checkedOn: '2022-05-10', complete: false } } },
      ['commune_check_incomplete'],
    ],
  ])('%s', (_, facts, found) => expect(codesOf(facts, 'propose')).toEqual(found))

  it('asks for no check where the programme lists no documents', () => {
    const settings = { ...complete.settings, dossierDocuments: [] }
    const facts = { ...complete, settings, checks: { commune: null, team: null }, documents: {} }
    expect(codesOf(facts, 'propose')).toEqual([])
  })

  it('is never free when one mandatory item is not met by either', () => {
    const anyVerdicts = fc.tuple(...codes.map(() => fc.constantFrom(true, false, undefined)))
    const asked = (given: (boolean | undefined)[]) =>
      passed(Object.fromEntries(codes.map((code, at) => [code, given[at]])))
    fc.assert(
      fc.property(anyVerdicts, anyVerdicts, (self, commune) => {
        const free = codesOf(withVerdicts({ self: asked(self), commune: asked(commune) }), 'propose').length === 0
        expect(free).toBe([...self, ...commune].every((one) => one === true))
      }),
    )
  })

  it('cannot rest on a set that demands nothing', () => {
    const items = codes.map((code) => passFail(code, { mandatory: false }))
    expect(codesOf({ ...complete, ruleSet: { items, thresholds: [] } }, 'propose')).toEqual(['no_mandatory_item'])
  })
})

describe('a cell submits after its vote', () => {
  it.each([
    [null, ['vote_missing']],
    [15, ['vote_not_carried']],
    [16, []],
  ])('%s of 30 in favour', (inFavour, found) => {
    const vote = inFavour === null ? null : { heldOn: '2022-05-01', entitled: 30, present: 30, inFavour }
    expect(codesOf({ ...complete, vote }, 'submit_dossier')).toEqual(found)
  })

  it('is told of what is not met and not proven, which forbids nothing yet', () => {
    const facts = { ...withVerdicts({ self: passed({ 2: false }) }), evidence: { 1: 1 } }
    expect(codesOf(facts, 'submit_dossier')).toEqual([])
    expect(remarks(facts, 'submit_dossier', today).map(({ code, blocking }) => [code, blocking])).toEqual([
      ['self_not_met', false],
      ['no_evidence', false],
      ['no_evidence', false],
    ])
  })

  it('late is told, not refused', () => {
    const facts = { ...complete, dueOn: '2022-06-09' }
    expect(remarks(facts, 'submit_dossier', today)).toMatchObject([{ code: 'overdue', blocking: false }])
    expect(remarks({ ...facts, dueOn: today }, 'submit_dossier', today)).toEqual([])
  })
})

describe('a report waits for a visit, a complete check and agreed verdicts', () => {
  const visits = (...changes: Partial<Visit>[]) => ({
    ...complete,
    visits: changes.map((one) => ({ ...visit, ...one })),
  })
  it.each([
    ['no visit', { ...complete, visits: [] }, ['visit_missing']],
    ['only a planned one', visits({ visitedOn: null }), ['visit_missing']],
    ['only a cancelled one', visits({ cancelled: true }), ['visit_missing']],
    ['somebody from outside the team', visits({ participants: ['head', 'stranger'] }), ['visit_not_by_team']],
    ['nobody named', visits({ participants: [] }), ['visit_not_by_team']],
    [
      'a team without a head that day',
      visits({ seatsThatDay: [{ personId: 'member', part: 'member' }], participants: ['member'] }),
      ['visit_not_by_team'],
    ],
    ['a team no longer valid that day', visits({ seatsThatDay: [] }), ['visit_not_by_team']],
    ['one good visit among others', visits({ participants: [] }, {}), []],
    ['no check', { ...complete, checks: { ...complete.checks, team: null } }, ['team_check_missing']],
    ['an item not agreed', withVerdicts({ team: passed({ 1: undefined }) }), ['team_verdict_missing 1']],
    ['an item found not met', withVerdicts({ team: passed({ 1: false }) }), []],
  ])('%s', (_, facts, found) => expect(codesOf(facts, 'report_appraisal')).toEqual(found))
})

it('what forbids comes before what is only worth knowing, and names who must act', () => {
  const facts = { ...complete, vote: null, evidence: {} }
  const found = remarks(facts, 'submit_dossier', today)
  expect(found.map(({ blocking }) => blocking)).toEqual([true, false, false, false])
  expect(found[0]).toMatchObject({ code: 'vote_missing', by: 'cell', target: { kind: 'vote' } })
})
