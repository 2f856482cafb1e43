import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  completionOn,
  type Delivery,
  isLate,
  isOpen,
  outcomes,
  reportSteps,
  silenceOn,
  standingOf,
  type Task,
  taskActions,
  type TaskReport,
  taskStates,
  taskWorkflow,
  timesCarried,
} from './task.ts'

const task = (changes: Partial<Task> = {}): Task => ({ state: 'open', due: '2026-11-10', closedOn: null, ...changes })
const delivery = (changes: Partial<Delivery> = {}): Delivery => ({
  sentOn: '2026-11-12',
  acknowledgedOn: null,
  reportedOn: null,
  due: '2026-12-01',
  ...changes,
})

describe('a task of a resolution', () => {
  it('is closed by the cell’s leaders alone; who answers for it reports', () => {
    expect(taskWorkflow.allowedActions('open', ['owner'])).toEqual(['report'])
    expect(taskWorkflow.allowedActions('reported', ['owner'])).toEqual(['report'])
    expect(taskWorkflow.allowedActions('reported', ['leader'])).toEqual(['report', 'accept', 'send_back', 'cancel'])
  })

  it('once closed stays closed', () => {
    for (const state of taskStates.filter((one) => !isOpen({ state: one })))
      for (const action of taskActions) expect(taskWorkflow.decide(state, action, ['owner', 'leader']).ok).toBe(false)
  })

  it('is late after its day, closed late or not closed at all; without a day it is not', () => {
    expect(isLate(task(), '2026-11-10')).toBe(false)
    expect(isLate(task(), '2026-11-11')).toBe(true)
    expect(isLate(task({ state: 'done', closedOn: '2026-11-10' }), '2027-01-01')).toBe(false)
    expect(isLate(task({ state: 'done', closedOn: '2026-11-12' }), '2027-01-01')).toBe(true)
    expect(isLate(task({ due: null }), '2027-01-01')).toBe(false)
    expect(isLate(task({ state: 'cancelled' }), '2027-01-01')).toBe(false)
  })
})

describe('how a resolution was carried out', () => {
  it('counts what was due by the meeting, leaves out what was cancelled, and shows both numbers', () => {
    const tasks = [
      task({ state: 'done', closedOn: '2026-11-09' }),
      task({ state: 'done', closedOn: '2026-11-13' }),
      task({ state: 'reported' }),
      task({ state: 'cancelled', closedOn: '2026-11-01' }),
      task({ due: '2026-12-31' }),
      task({ due: null }),
    ]
    expect(completionOn(tasks, '2026-11-12')).toEqual({ done: 1, of: 4 })
  })

  it('is of nothing where nothing was due', () => {
    expect(completionOn([task({ due: '2026-12-31' })], '2026-11-12')).toEqual({ done: 0, of: 0 })
  })

  it('never has more done than counted, and a cancelled task changes nothing', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((at) => `2026-11-${String(at).padStart(2, '0')}`)
    const anyTask = fc.record({
      state: fc.constantFrom(...taskStates),
      due: fc.option(day, { nil: null }),
      closedOn: fc.option(day, { nil: null }),
    })
    fc.assert(
      fc.property(fc.array(anyTask), day, (tasks, meeting) => {
        const { done, of } = completionOn(tasks, meeting)
        expect(done).toBeLessThanOrEqual(of)
        expect(completionOn([...tasks, task({ state: 'cancelled' })], meeting)).toEqual({ done, of })
      }),
    )
  })
})

describe('a clause sent to a body outside the cell', () => {
  it('waits three days for a word that it was read, then its silence is shown', () => {
    expect(silenceOn(delivery(), '2026-11-15')).toBeNull()
    expect(silenceOn(delivery(), '2026-11-16')).toBe('not_acknowledged')
    expect(silenceOn(delivery({ acknowledgedOn: '2026-11-14' }), '2026-11-16')).toBeNull()
  })

  it('read but not reported by its day is silence too; a report ends it', () => {
    const read = delivery({ acknowledgedOn: '2026-11-13' })
    expect(silenceOn(read, '2026-12-01')).toBeNull()
    expect(silenceOn(read, '2026-12-02')).toBe('not_reported')
    expect(silenceOn({ ...read, reportedOn: '2026-12-05' }, '2026-12-10')).toBeNull()
    expect(silenceOn({ ...read, due: null }, '2027-12-02')).toBeNull()
  })
})

describe('what was said of a task', () => {
  const said = (step: TaskReport['step'], outcome: TaskReport['outcome'] = null, meetingId: string | null = null) => ({
    step,
    outcome,
    on: '2026-11-12',
    meetingId,
  })

  it('tells its state: a meeting closes what it finds done and carries over the rest', () => {
    expect(standingOf([])).toEqual({ state: 'open', closedOn: null })
    expect(standingOf([said('meeting', 'partly', 'a')])).toEqual({ state: 'open', closedOn: null })
    expect(standingOf([said('meeting', 'partly', 'a'), said('meeting', 'done', 'b')]).state).toBe('done')
    expect(standingOf([said('report', 'done'), said('send_back')]).state).toBe('open')
    expect(standingOf([said('report', 'done'), said('accept')])).toEqual({ state: 'done', closedOn: '2026-11-12' })
    expect(timesCarried([said('meeting', 'partly', 'a'), said('meeting', 'not_done', 'b'), said('report')])).toBe(2)
  })

  it('is corrected with the record of its meeting, in the place where the meeting first spoke', () => {
    const corrected = [said('meeting', 'done', 'a'), said('meeting', 'partly', 'a')]
    expect(standingOf(corrected).state).toBe('open')
    expect(standingOf([said('meeting', 'partly', 'a'), said('accept'), said('meeting', 'not_done', 'a')]).state).toBe(
      'done',
    )
    expect(standingOf([said('withdraw')]).state).toBe('cancelled')
    expect(standingOf([said('withdraw'), said('restore')]).state).toBe('open')
  })

  it('never leaves a task closed without the day on which it was', () => {
    const report = fc.record({
      step: fc.constantFrom(...reportSteps),
      outcome: fc.option(fc.constantFrom(...outcomes), { nil: null }),
      on: fc.constant('2026-11-12'),
      meetingId: fc.constantFrom('a', 'b'),
    })
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        const { state, closedOn } = standingOf(reports)
        expect(closedOn !== null).toBe(!isOpen({ state }))
      }),
    )
  })
})
