import { describe, expect, it } from 'vitest'
import { agendaOf, carriedTasks } from './agenda.ts'
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
})
