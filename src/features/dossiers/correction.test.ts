import { describe, expect, it } from 'vitest'
import { correctedDayRefusal, isLocked } from './correction.ts'
import { dossierStates } from './dossier.ts'

const steps = ['2022-02-01', '2022-03-01', '2022-04-01'].map((on, index) => ({ id: `${index}`, on }))

describe('a locked record', () => {
  it('a vote is locked once the cell no longer appraises itself, a step from the beginning', () => {
    expect(dossierStates.filter((state) => !isLocked('vote', state))).toEqual(['self_appraisal'])
    expect(dossierStates.every((state) => isLocked('step', state))).toBe(true)
  })

  it.each([
    ['1', '2022-02-01', null],
    ['1', '2022-04-01', null],
    ['1', '2022-01-31', 'before_last_step'],
    ['1', '2022-04-02', 'after_next_step'],
    ['2', '2022-06-01', null],
    ['2', '2022-06-02', 'in_the_future'],
    ['0', '2021-01-01', null],
  ])('step %s on %s: %s', (stepId, on, refusal) => {
    expect(correctedDayRefusal(steps, { stepId, on, today: '2022-06-01' })).toBe(refusal)
  })
})
