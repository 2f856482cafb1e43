import { describe, expect, it } from 'vitest'
import type { TaskView } from '#features/resolutions/contract.ts'
import { agendaOf, carriedTasks, tasksAt } from './agenda.ts'
import { foldRecord } from './record.ts'

const line = (field: string, key: string, value: unknown) => ({ id: `${field}/${key}`, field, key, value, after: [] })
const clause = (what: string) => ({ order: 0, what, owner: 'Tổ 2', measure: '12 hộ', due: '2026-10-10' })

describe('the agenda', () => {
  it('begins as the steps of HD 42-HD/BTCTW in their four phases, last month’s tasks first in the conduct', () => {
    const items = agendaOf(foldRecord([]))
    expect(items.map(({ phase }) => phase)).toEqual([
      ...Array.from({ length: 4 }, () => 'preparation'),
      ...Array.from({ length: 5 }, () => 'opening'),
      ...Array.from({ length: 6 }, () => 'conduct'),
      ...Array.from({ length: 6 }, () => 'closing'),
    ])
    expect(items.find(({ phase }) => phase === 'conduct')?.code).toBe('last_tasks')
  })

  it('shows what the cell changed and added', () => {
    const own = { phase: 'opening' as const, text: 'Chúc mừng đảng viên mới', order: 9, done: false }
    const items = agendaOf(
      foldRecord([line('agenda', 'own', own), line('agenda', 'roll', { ...own, text: 'Điểm danh', done: true })]),
    )
    expect(items.find(({ code }) => code === 'roll')?.done).toBe(true)
    expect(items.map(({ text }) => text)).toContain('Chúc mừng đảng viên mới')
  })
})

describe('tasks carried over', () => {
  it('are those of earlier meetings that none after them found done', () => {
    const september = foldRecord([
      line('clause', 'a', clause('Gắn số nhà')),
      line('clause', 'b', clause('Vệ sinh đường')),
    ])
    const october = foldRecord([
      line('taskResult', 'a', { state: 'done', result: '' }),
      line('taskResult', 'b', { state: 'partly', result: '' }),
      line('clause', 'c', clause('Thăm hộ nghèo')),
    ])
    expect(carriedTasks([september, october]).map(({ id }) => id)).toEqual(['b', 'c'])
    expect(carriedTasks([september]).map(({ id }) => id)).toEqual(['a', 'b'])
  })
  const task = (id: string, over: Partial<TaskView> = {}): TaskView => ({
    id,
    unitId: 'cell',
    resolutionId: 'october',
    resolvedOn: '2026-10-11',
    ordinal: 0,
    what: 'Thăm hộ nghèo',
    owner: 'Chi hội Phụ nữ',
    measure: '6 hộ',
    due: '2026-11-05',
    state: 'open',
    closedOn: null,
    version: 1,
    reports: [],
    deliveries: [],
    ...over,
  })
  const november = { meetingId: 'november', day: '2026-11-12' }
  const found = (outcome: 'done' | 'partly', meetingId: string) => ({
    id: `${outcome} ${meetingId}`,
    step: 'meeting' as const,
    outcome,
    result: '',
    evidence: '',
    on: '2026-11-12',
    meetingId,
    bodyId: null,
  })

  it('come from the server, oldest first, and from records on this device that it has not been told of', () => {
    const unsent = foldRecord([line('clause', 'new', clause('Vệ sinh đường'))])
    const known = [task('b', { ordinal: 1 }), task('a'), task('old', { resolvedOn: '2026-08-10' })]
    expect(tasksAt(november, known, [unsent]).map(({ id }) => id)).toEqual(['old', 'a', 'b', 'new'])
  })

  it('leave out what is closed, unless this very meeting closed it, and what this meeting itself resolves', () => {
    const closed = { state: 'done' as const, closedOn: '2026-11-12' }
    const known = [
      task('here', { ...closed, reports: [found('done', 'november')] }),
      task('there', { ...closed, reports: [found('done', 'october')] }),
      task('own', { resolutionId: 'november' }),
      task('later', { resolvedOn: '2026-12-11' }),
    ]
    expect(tasksAt(november, known, []).map(({ id }) => id)).toEqual(['here'])
    const unsent = foldRecord([line('taskResult', 'a', { state: 'done', result: '' })])
    expect(tasksAt(november, [task('a')], [unsent])).toEqual([])
  })
})
