import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DossierAction,
  type DossierPart,
  type DossierState,
  dayRefusal,
  dossierActions,
  dossierParts,
  dossierStates,
  dossierWorkflow,
  isClosed,
  nextStep,
  turnOf,
  wordsRefusal,
  yearRefusal,
} from './dossier.ts'

const era = { opinion: {} }
const twoLevels = { opinion: null }

/** The whole table once more, as sentences would have it: state, action, who, where it leads. */
const expected = `
draft record_survey cell,commune,organising_board draft
draft plan_roadmap cell,commune draft
draft add_evidence cell,commune draft
draft submit_registration cell registered
draft withdraw cell,commune withdrawn
registered record_survey cell,commune,organising_board registered
registered accept_registration commune building
registered return_registration commune draft
registered withdraw cell,commune withdrawn
building record_survey cell,commune,organising_board building
building plan_roadmap cell,commune building
building add_evidence cell,commune building
building open_self_appraisal cell self_appraisal
building withdraw cell,commune withdrawn
self_appraisal plan_roadmap cell,commune self_appraisal
self_appraisal add_evidence cell,commune self_appraisal
self_appraisal self_appraise cell self_appraisal
self_appraisal record_vote cell self_appraisal
self_appraisal submit_dossier cell commune_review
self_appraisal withdraw cell,commune withdrawn
commune_review add_evidence commune commune_review
commune_review check_dossier commune commune_review
commune_review commune_appraise commune commune_review
commune_review return_to_cell commune self_appraisal
commune_review propose commune appraisal
commune_review withdraw cell,commune withdrawn
appraisal add_evidence team appraisal
appraisal appraise team appraisal
appraisal supplement team self_appraisal
appraisal report_appraisal team_head opinion
appraisal withdraw cell,commune withdrawn
opinion agree opinion_body decision
opinion disagree opinion_body not_recognised
opinion ask_supplement opinion_body self_appraisal
opinion withdraw cell,commune withdrawn
decision decide decision_body recognised
decision refuse decision_body not_recognised
not_recognised carry_over cell,commune not_recognised
`
const allowed = new Map(
  expected
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [state, action, parts = '', to] = line.split(' ')
      return parts.split(',').map((part) => [`${state} ${action} ${part}`, to] as const)
    }),
)

const every = dossierStates.flatMap((state) =>
  dossierActions.flatMap((action) => dossierParts.map((part) => ({ state, action, part }))),
)

describe('the way of a dossier', () => {
  it('allows exactly what is written, for every state, action and part', () => {
    const found = every.flatMap(({ state, action, part }) => {
      const step = nextStep(state, action, [part], era)
      return step.ok ? [[`${state} ${action} ${part}`, step.to]] : []
    })
    expect(new Map(found.map(([key, to]) => [key, to]))).toEqual(allowed)
  })

  it('says whether it is too early or somebody else’s', () => {
    expect(nextStep('draft', 'decide', ['decision_body'], era)).toEqual({ ok: false, refusal: 'not_allowed_now' })
    expect(nextStep('decision', 'decide', ['cell'], era)).toEqual({ ok: false, refusal: 'not_your_part' })
  })

  it('passes the opinion over where the chain asks for none', () => {
    expect(nextStep('appraisal', 'report_appraisal', ['team_head'], era)).toMatchObject({ to: 'opinion' })
    expect(nextStep('appraisal', 'report_appraisal', ['team_head'], twoLevels)).toMatchObject({ to: 'decision' })
  })

  it('is somebody’s turn until it is closed, and who has the turn can move it', () => {
    for (const state of dossierStates) {
      const turn = turnOf[state]
      expect(turn === null).toBe(isClosed(state))
      if (turn === null) continue
      const parts: DossierPart[] = turn === 'team' ? ['team', 'team_head'] : [turn]
      const onward = dossierWorkflow.allowedActions(state, parts).some((action) => {
        const step = nextStep(state, action, parts, era)
        return step.ok && step.to !== state && step.to !== 'withdrawn'
      })
      expect(onward, state).toBe(true)
    }
  })
})

const anyMove = fc.record({
  action: fc.constantFrom(...dossierActions),
  parts: fc.uniqueArray(fc.constantFrom(...dossierParts), { minLength: 1 }),
  chain: fc.constantFrom(era, twoLevels),
  /** Most of the time a step that really moves the dossier is tried instead, so that ends are reached. */
  onward: fc.option(fc.nat(), { nil: null, freq: 4 }),
})
const anyMoves = fc.array(anyMove, { minLength: 1, maxLength: 60, size: 'max' })
type Move = { action: DossierAction; parts: DossierPart[]; chain: { opinion: unknown }; onward: number | null }
type Walk = { state: DossierState; history: DossierAction[] }

const movesOn = (from: DossierState) =>
  dossierActions.filter((action) => {
    const to = dossierWorkflow.steps[from][action]?.to
    return to !== undefined && to !== from && to !== 'withdrawn'
  })

/** Tries each move in turn; what is refused changes nothing. */
function walk(moves: readonly Move[]): Walk[] {
  const visited: Walk[] = [{ state: 'draft', history: [] }]
  for (const { action, parts, chain, onward } of moves) {
    const { state, history } = visited.at(-1) ?? { state: 'draft', history: [] }
    const possible = movesOn(state)
    const chosen = onward === null ? undefined : possible[onward % possible.length]
    const tried = chosen ?? action
    const step = nextStep(state, tried, chosen ? dossierParts : parts, chain)
    if (step.ok) visited.push({ state: step.to, history: [...history, tried] })
  }
  return visited
}

describe('whatever is tried', () => {
  it('a recognised or withdrawn dossier never changes', () => {
    fc.assert(
      fc.property(anyMoves, (moves) => {
        const states = walk(moves).map(({ state }) => state)
        for (const end of ['recognised', 'withdrawn'] as const) {
          const first = states.indexOf(end)
          if (first >= 0) expect(states.slice(first).every((state) => state === end)).toBe(true)
        }
      }),
    )
    for (const { action, part } of every) {
      expect(nextStep('recognised', action, [part], era).ok).toBe(false)
    }
  })

  it('nothing is recognised without registration, acceptance, submission, proposal, report and decision, in that order', () => {
    const order: DossierAction[] = [
      'submit_registration',
      'accept_registration',
      'open_self_appraisal',
      'submit_dossier',
      'propose',
      'report_appraisal',
      'decide',
    ]
    let recognised = 0
    fc.assert(
      fc.property(anyMoves, (moves) => {
        for (const { state, history } of walk(moves)) {
          if (state !== 'recognised') continue
          recognised += 1
          const last = order.map((action) => history.lastIndexOf(action))
          expect(last.every((at, index) => at >= 0 && (index === 0 || at > (last[index - 1] ?? -1)))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
    expect(recognised).toBeGreaterThan(10)
  })
})

describe('a step says', () => {
  it.each([
    ['return_to_cell', '', '2022-03-01', 'reason_required'],
    ['return_to_cell', 'Thiếu ảnh', null, 'due_day_required'],
    ['return_to_cell', 'Thiếu ảnh', '2022-01-31', 'due_before_step'],
    ['return_to_cell', 'Thiếu ảnh', '2022-02-01', null],
    ['return_registration', 'Chưa có lộ trình', null, null],
    ['disagree', '', null, 'reason_required'],
    ['agree', '', null, null],
  ] as const)('%s with «%s» by %s → %s', (action, reason, dueOn, refusal) => {
    expect(wordsRefusal(action, { on: '2022-02-01', reason, dueOn })).toBe(refusal)
  })
})

describe('the day of a step', () => {
  const known = { today: '2022-02-10', lastStepOn: '2022-02-01', unitSince: '2000-01-01' }
  it.each([
    ['2022-02-11', known, 'in_the_future'],
    ['2022-01-31', known, 'before_last_step'],
    ['2022-02-01', known, null],
    ['2022-02-10', known, null],
    ['1999-12-31', { ...known, lastStepOn: null }, 'before_unit'],
    ['2022-02-01', { ...known, unitSince: null }, 'before_unit'],
  ])('%s → %o: %s', (on, when, refusal) => expect(dayRefusal(on, when)).toBe(refusal))
})

describe('a year', () => {
  it.each([
    [2019, 'before_programme'],
    [2020, null],
    [2023, null],
    [2024, 'too_far_ahead'],
  ])('%d, seen from 2022: %s', (year, refusal) => {
    expect(yearRefusal(year, { today: '2022-06-30', fromYear: 2020 })).toBe(refusal)
  })
})
