import { describe, expect, it } from 'vitest'
import { dossierParts, dossierStates, isClosed } from './dossier.ts'
import { compareTasks, type DossierSituation, overdueDays, tasksOn } from './todo.ts'

const situation = (changes: Partial<DossierSituation>): DossierSituation => ({
  state: 'draft',
  dueOn: null,
  returnReason: null,
  openItems: 0,
  nextItemDueOn: null,
  selfMissing: 0,
  communeMissing: 0,
  voteCarried: false,
  visitPlannedOn: null,
  visited: false,
  teamChecked: false,
  ownVerdictsMissing: 3,
  agreedMissing: 3,
  ...changes,
})
const kinds = (changes: Partial<DossierSituation>, parts: Parameters<typeof tasksOn>[1]) =>
  tasksOn(situation(changes), parts).map(({ kind }) => kind)

describe('what a person has to do', () => {
  it.each([
    [{ state: 'draft' }, 'cell', ['submit_registration']],
    [{ state: 'draft', returnReason: 'Chưa có lộ trình' }, 'cell', ['answer_return']],
    [{ state: 'registered' }, 'commune', ['accept_registration']],
    [{ state: 'building', openItems: 3 }, 'cell', ['fill_gaps']],
    [{ state: 'self_appraisal', selfMissing: 2 }, 'cell', ['self_appraise']],
    [{ state: 'self_appraisal' }, 'cell', ['record_vote']],
    [{ state: 'self_appraisal', voteCarried: true }, 'cell', ['submit_dossier']],
    [{ state: 'self_appraisal', voteCarried: true, returnReason: 'Thiếu ảnh' }, 'cell', ['answer_return']],
    [{ state: 'commune_review', communeMissing: 2 }, 'commune', ['review_dossier']],
    [{ state: 'commune_review' }, 'commune', ['propose']],
    [{ state: 'opinion' }, 'opinion_body', ['give_opinion']],
    [{ state: 'decision' }, 'decision_body', ['decide']],
  ] as const)('%o: %s → %o', (changes, part, found) => expect(kinds(changes, [part])).toEqual(found))

  it('on a team goes from planning the visit to the report', () => {
    const member = ['team'] as const
    const head = ['team', 'team_head'] as const
    const at = { state: 'appraisal' } as const
    expect(kinds(at, head)).toEqual(['plan_visit', 'check_dossier', 'give_verdicts'])
    expect(kinds(at, member)).toEqual(['check_dossier', 'give_verdicts'])
    const planned = { ...at, visitPlannedOn: '2022-06-20' }
    expect(tasksOn(situation(planned), member)[0]).toMatchObject({ kind: 'carry_out_visit', dueOn: '2022-06-20' })
    const judged = { ...at, visited: true, teamChecked: true, ownVerdictsMissing: 0 }
    expect(kinds(judged, member)).toEqual([])
    expect(kinds(judged, head)).toEqual(['agree_verdicts'])
    expect(kinds({ ...judged, agreedMissing: 0 }, head)).toEqual(['report_appraisal'])
    expect(kinds({ ...judged, agreedMissing: 0, teamChecked: false }, head)).toEqual(['check_dossier'])
  })

  it('while building, by the nearest day of the road map', () => {
    const dated = situation({ state: 'building', openItems: 2, nextItemDueOn: '2022-08-01' })
    expect(tasksOn(dated, ['cell'])).toEqual([{ kind: 'fill_gaps', part: 'cell', dueOn: '2022-08-01', count: 2 }])
  })

  it('is nothing without a part, and nothing once closed; otherwise somebody always has something', () => {
    for (const state of dossierStates) {
      expect(kinds({ state }, [])).toEqual([])
      expect(kinds({ state }, dossierParts).length > 0, state).toBe(!isClosed(state))
    }
  })
})

it('comes overdue first, then by day, undated last', () => {
  const days = [null, '2022-07-01', '2022-05-01', null, '2022-06-01'].map((dueOn) => ({ dueOn }))
  expect(days.sort(compareTasks).map(({ dueOn }) => dueOn)).toEqual([
    '2022-05-01',
    '2022-06-01',
    '2022-07-01',
    null,
    null,
  ])
  expect([
    overdueDays('2022-05-01', '2022-05-04'),
    overdueDays('2022-05-04', '2022-05-01'),
    overdueDays(null, '2022-05-01'),
  ]).toEqual([3, 0, 0])
})
