import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  holds,
  shownState,
  stateOn,
  successionOf,
  type TitleState,
  type TitleStep,
  titleActions,
  titleStepRefusal,
  titleWorkflow,
} from './title.ts'

const step = (over: Partial<TitleStep>): TitleStep => ({
  action: 'confirm',
  on: '2023-12-20',
  decision: { number: '12-QĐ/HU', date: '2023-12-20' },
  ground: '',
  note: '',
  ...over,
})
const facts = { today: '2023-12-31', lastOn: '2022-05-01', confirmedYears: [], grounds: [] }

describe('a title', () => {
  it('once revoked never comes back, whatever anybody tries', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...titleActions)), (attempts) => {
        let state: TitleState = 'in_force'
        for (const action of attempts) {
          const decided = titleWorkflow.decide(state, action, ['decision_body', 'commune'])
          if (state === 'revoked') expect(decided.ok).toBe(false)
          if (decided.ok) state = decided.to
        }
      }),
    )
  })

  it('is lost only after a review or a re-appraisal, by the body in charge', () => {
    expect(titleWorkflow.decide('in_force', 'revoke', ['decision_body']).ok).toBe(false)
    expect(titleWorkflow.decide('under_review', 'revoke', ['commune'])).toEqual({ ok: false, refusal: 'not_your_part' })
    expect(titleWorkflow.decide('under_review', 'revoke', ['decision_body'])).toEqual({ ok: true, to: 'revoked' })
  })

  it('counts while it is under review, and no longer once revoked', () => {
    expect(holds('under_review')).toBe(true)
    expect(holds('revoked')).toBe(false)
  })

  it('is confirmed once a year, by a numbered decision', () => {
    expect(titleStepRefusal(step({}), facts)).toBeNull()
    expect(titleStepRefusal(step({ decision: null }), facts)).toBe('decision_required')
    expect(titleStepRefusal(step({}), { ...facts, confirmedYears: ['2023'] })).toBe('confirmed_this_year')
    expect(titleStepRefusal(step({ on: '2024-01-01' }), facts)).toBe('in_the_future')
    expect(titleStepRefusal(step({ on: '2022-01-01' }), facts)).toBe('before_last_step')
  })

  it('is revoked on a ground: one of the programme’s where it lists them, else in words', () => {
    const revoke = step({ action: 'revoke', ground: 'mất đoàn kết kéo dài' })
    expect(titleStepRefusal(revoke, facts)).toBeNull()
    expect(titleStepRefusal({ ...revoke, ground: '' }, facts)).toBe('ground_required')
    expect(titleStepRefusal(revoke, { ...facts, grounds: [{ code: 'a' }] })).toBe('ground_unknown')
  })

  it('has, on any day, the state of its last event up to that day; later events change nothing earlier', () => {
    const events: { on: string; to: TitleState }[] = [
      { on: '2023-01-10', to: 'under_review' },
      { on: '2023-02-01', to: 'revoked' },
    ]
    const title = { recognisedOn: '2022-05-01' }
    expect(['2022-04-30', '2022-05-01', '2023-01-10', '2023-02-01'].map((day) => stateOn(title, events, day))).toEqual([
      null,
      'in_force',
      'under_review',
      'revoked',
    ])
    const day = fc
      .integer({ min: 0, max: 400 })
      .map((n) => new Date(Date.UTC(2022, 4, 1 + n)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(day, day, (asked, later) => {
        fc.pre(later > asked)
        return stateOn(title, events, asked) === stateOn(title, [...events, { on: '2099-01-01', to: 'revoked' }], asked)
      }),
    )
  })

  it('warns before it ends only where the programme sets a duration', () => {
    const title = { state: 'in_force', expiresOn: '2027-05-01' } as const
    expect(shownState(title, { today: '2027-03-01', warnFrom: '2027-02-01' })).toBe('expiring')
    expect(shownState({ ...title, expiresOn: null }, { today: '2027-03-01', warnFrom: null })).toBe('in_force')
  })

  it('says who granted it and who keeps it when these are not the same', () => {
    const district = { unitId: 'd', name: 'Huyện ủy Giồng Trôm', since: '2020-01-01' }
    const commune = { unitId: 'c', name: 'Đảng ủy xã Lương Phú', since: '2025-07-01' }
    expect(successionOf('d', [commune])).toEqual([commune])
    expect(successionOf('d', [district])).toEqual([])
  })
})
