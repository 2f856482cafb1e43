import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptySettings } from '#features/programmes/programme.ts'
import type { Verdicts } from '#features/rule-sets/evaluation.ts'
import { addDays } from '#shared/format.ts'
import { compareVi } from '#shared/text.ts'
import { passFail } from '#tests/ruleSets.ts'
import { dossierStates } from './dossier.ts'
import type { DossierFacts } from './obstacles.ts'
import {
  appraisalRound,
  compareNeed,
  countItems,
  forecasts,
  itemsOnPath,
  type Need,
  type Passage,
  pathOf,
} from './path.ts'

const verdicts = (outcomes: Record<string, boolean>): Verdicts =>
  Object.fromEntries(Object.entries(outcomes).map(([code, met]) => [code, { kind: 'passed', passed: met }]))
const facts = (changes: Partial<DossierFacts> = {}): DossierFacts => ({
  state: 'building',
  year: 2022,
  dueOn: null,
  ruleSet: { items: ['1', '2', '3', '4'].map((code) => passFail(code)), thresholds: [] },
  settings: emptySettings,
  verdicts: { survey: {}, self: {}, commune: {}, team: {} },
  vote: null,
  checks: { commune: null, team: null },
  visits: [],
  evidence: {},
  documents: {},
  roadmap: [],
  ...changes,
})
const today = '2022-06-10'
const due = (itemCode: string, dueOn: string | null) => ({ itemCode, dueOn, responsible: 'Chi ủy' })
const path = (one: DossierFacts, passages: Passage[] = [], opinionAsked = true, on = today) =>
  pathOf(one, passages, { opinionAsked, today: on })

describe('the items of a dossier', () => {
  it('are met, worked on, late, or missing', () => {
    const survey = verdicts({ 1: true, 2: false, 3: false })
    const items = itemsOnPath(
      facts({
        verdicts: { survey, self: {}, commune: {}, team: {} },
        roadmap: [due('2', '2022-09-01'), due('4', '2022-06-09')],
      }),
      today,
    )
    expect(items.map(({ code, status, late, judgedBy }) => [code, status, late, judgedBy])).toEqual([
      ['1', 'met', false, 'survey'],
      ['2', 'in_progress', false, 'survey'],
      ['3', 'not_met', false, 'survey'],
      ['4', 'missing', true, null],
    ])
    expect(countItems(items)).toEqual({ met: 1, inProgress: 1, missing: 2, late: 1, of: 4 })
  })

  it.each([
    ['building', 'self'],
    ['self_appraisal', 'self'],
    ['commune_review', 'commune'],
    ['appraisal', 'team'],
    ['decision', 'team'],
  ] as const)('while %s it is the word of %s that counts', (state, kind) => {
    const all = { survey: verdicts({ 1: true }), self: verdicts({ 1: true }), commune: verdicts({ 1: true }), team: {} }
    const given = { ...all, [kind]: verdicts({ 1: false }) }
    expect(itemsOnPath(facts({ state, verdicts: given }), today)[0]).toMatchObject({
      status: 'not_met',
      judgedBy: kind,
    })
  })

  it('always add up: met, in progress and missing are all there are', () => {
    const anyVerdicts = fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.boolean()).map(verdicts)
    fc.assert(
      fc.property(
        fc.constantFrom(...dossierStates),
        fc.record({ survey: anyVerdicts, self: anyVerdicts, commune: anyVerdicts, team: anyVerdicts }),
        fc.dictionary(fc.constantFrom('1', '2', '3', '4'), fc.nat({ max: 3 })),
        (state, given, evidence) => {
          const counts = path(facts({ state, verdicts: given, evidence })).counts
          expect(counts.met + counts.inProgress + counts.missing).toBe(counts.of)
        },
      ),
    )
  })
})

const passages: Passage[] = [
  { from: 'draft', to: 'registered', on: '2022-01-10' },
  { from: 'registered', to: 'building', on: '2022-01-15' },
  { from: 'building', to: 'self_appraisal', on: '2022-04-01' },
  { from: 'self_appraisal', to: 'self_appraisal', on: '2022-05-01' },
  { from: 'self_appraisal', to: 'commune_review', on: '2022-05-02' },
  { from: 'commune_review', to: 'self_appraisal', on: '2022-05-10' },
]

describe('the strip of steps', () => {
  it('shows what is done when, where it stands and by when', () => {
    const { steps, next } = path(facts({ state: 'self_appraisal', dueOn: '2022-06-01' }), passages)
    expect(steps.map(({ state, status, doneOn }) => [state, status, doneOn])).toEqual([
      ['draft', 'done', '2022-01-10'],
      ['registered', 'done', '2022-01-15'],
      ['building', 'done', '2022-04-01'],
      ['self_appraisal', 'current', null],
      ['commune_review', 'ahead', null],
      ['appraisal', 'ahead', null],
      ['opinion', 'ahead', null],
      ['decision', 'ahead', null],
      ['recognised', 'ahead', null],
    ])
    expect(next).toEqual({ by: 'cell', dueOn: '2022-06-01', overdueDays: 9 })
  })

  it('has no opinion where none is asked, unless one was given', () => {
    const shown = (history: Passage[], state: DossierFacts['state'] = 'decision') =>
      path(facts({ state }), history, false).steps.map((step) => step.state)
    expect(shown([])).not.toContain('opinion')
    expect(shown([{ from: 'appraisal', to: 'opinion', on: '2022-06-01' }])).toContain('opinion')
    expect(shown([], 'opinion')).toContain('opinion')
  })

  it('of one not recognised ends where it was refused, and is nobody’s turn', () => {
    const { steps, next } = path(facts({ state: 'not_recognised' }), [
      { from: 'opinion', to: 'not_recognised', on: '2022-06-01' },
    ])
    expect(steps.find(({ status }) => status === 'current')?.state).toBe('opinion')
    expect(next).toBeNull()
  })
})

describe('whether the year will be kept', () => {
  const deadlines = { ...emptySettings.deadlines, self_appraisal: 30, commune_review: 30, appraisal: 60, decision: 30 }
  const limited = { settings: { ...emptySettings, deadlines } }
  it.each([
    ['nothing says when', facts(), 'unknown'],
    ['the road map ends within the year', facts({ roadmap: [due('1', '2022-10-01')] }), 'on_track'],
    ['the road map ends after it', facts({ roadmap: [due('1', '2023-01-01')] }), 'at_risk'],
    [
      'the road map and the time limits end within it',
      facts({ ...limited, roadmap: [due('1', '2022-08-01')] }),
      'on_track',
    ],
    [
      'the time limits after the road map end after it',
      facts({ ...limited, roadmap: [due('1', '2022-09-01')] }),
      'at_risk',
    ],
    ['an item is late', facts({ roadmap: [due('1', '2022-06-09')] }), 'late'],
    ['the step is late', facts({ state: 'commune_review', dueOn: '2022-06-09' }), 'late'],
    ['the step is due today', facts({ state: 'commune_review', dueOn: today }), 'on_track'],
    ['the year is over', facts({ year: 2021 }), 'late'],
    ['recognised, even late', facts({ year: 2021, state: 'recognised' }), 'reached'],
    ['not recognised', facts({ state: 'not_recognised' }), 'not_reached'],
  ])('%s', (_, one, forecast) => expect(path(one).forecast).toBe(forecast))

  it('never gets better by waiting', () => {
    const order = ['on_track', 'at_risk', 'late']
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.nat({ max: 300 }), fc.nat({ max: 300 }), (item, days, more) => {
        const one = facts({ ...limited, roadmap: [due('1', addDays('2022-01-01', item))] })
        const [sooner, later] = [days, days + more].map((at) => path(one, [], true, addDays('2022-01-01', at)).forecast)
        expect(order.indexOf(later ?? '')).toBeGreaterThanOrEqual(order.indexOf(sooner ?? ''))
      }),
    )
  })
})

describe('cells that need help first', () => {
  const need = (name: string, changes: Partial<Need> = {}): Need => ({
    forecast: 'on_track',
    overdueDays: 0,
    missing: 0,
    name,
    ...changes,
  })
  it('are those late longest, then those at risk, those not registered, those nobody can foresee, the rest by name', () => {
    const cells = [
      need('Ấp Xương Thới'),
      need('Ấp Bến Đò'),
      need('chưa dự báo được', { forecast: 'unknown' }),
      need('chưa đăng ký', { forecast: null }),
      need('có nguy cơ', { forecast: 'at_risk', missing: 1 }),
      need('có nguy cơ hơn', { forecast: 'at_risk', missing: 5 }),
      need('chậm', { forecast: 'late', overdueDays: 2 }),
      need('chậm hơn', { forecast: 'late', overdueDays: 9 }),
    ]
    expect(cells.sort((a, b) => compareNeed(a, b, compareVi)).map(({ name }) => name)).toEqual([
      'chậm hơn',
      'chậm',
      'có nguy cơ hơn',
      'có nguy cơ',
      'chưa đăng ký',
      'chưa dự báo được',
      'Ấp Bến Đò',
      'Ấp Xương Thới',
    ])
  })

  it('stand in one order, whichever way they are compared', () => {
    const any = fc.record({
      forecast: fc.option(fc.constantFrom(...forecasts), { nil: null }),
      overdueDays: fc.nat({ max: 3 }),
      missing: fc.nat({ max: 3 }),
      name: fc.constantFrom('a', 'b'),
    })
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(Math.sign(compareNeed(a, b, compareVi)) + Math.sign(compareNeed(b, a, compareVi))).toBe(0)
      }),
    )
  })
})

it('each arrival at the team begins a round', () => {
  const to = (state: 'appraisal' | 'self_appraisal', from: Passage['from']): Passage => ({ from, to: state, on: today })
  expect(appraisalRound([])).toBe(1)
  const first = [to('appraisal', 'commune_review'), to('appraisal', 'appraisal')]
  expect(appraisalRound(first)).toBe(1)
  expect(appraisalRound([...first, to('self_appraisal', 'appraisal'), to('appraisal', 'commune_review')])).toBe(2)
})
