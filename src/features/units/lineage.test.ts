import { describe, expect, it } from 'vitest'
import { storyOf } from './lineage.ts'

const cell = (id: string, from: string, to: string | null, name: string, parentId: string) => ({
  id,
  from,
  to,
  name,
  parentId,
})

describe('the story of a unit', () => {
  it('tells founding, new name and new place, newest first', () => {
    const story = storyOf(
      'u',
      [
        cell('a', '2000-01-01', '2010-05-01', 'Chi bộ ấp 1', 'xa'),
        cell('b', '2010-05-01', '2025-07-01', 'Chi bộ ấp Bến Đò', 'xa'),
        cell('c', '2025-07-01', null, 'Chi bộ ấp Bến Đò', 'xa-moi'),
      ],
      [],
      '2026-01-01',
    )
    expect(story.map(({ on, kind }) => [on, kind])).toEqual([
      ['2025-07-01', 'moved'],
      ['2010-05-01', 'renamed'],
      ['2000-01-01', 'founded'],
    ])
    expect(story[1]).toMatchObject({ earlierName: 'Chi bộ ấp 1', name: 'Chi bộ ấp Bến Đò' })
  })

  it('names the successor instead of a bare end, and the predecessors on the other side', () => {
    const merged = { id: 'l', fromId: 'old', toId: 'new', kind: 'merge' as const, on: '2025-07-01' }
    const old = storyOf('old', [cell('a', '2000-01-01', '2025-07-01', 'Xã Mỹ Thạnh', 'h')], [merged], '2026-01-01')
    expect(old[0]).toMatchObject({ kind: 'merged_into', otherId: 'new' })
    expect(old.map(({ kind }) => kind)).not.toContain('ended')
    const next = storyOf('new', [cell('b', '2025-07-01', null, 'Xã Lương Phú', 't')], [merged], '2026-01-01')
    expect(next.map(({ kind }) => kind)).toContain('took_over')
  })

  it('tells a bare end where nobody followed, and nothing that has not happened', () => {
    const versions = [cell('a', '2000-01-01', '2024-01-01', 'Chi bộ Chợ', 'xa')]
    expect(storyOf('u', versions, [], '2024-01-01')[0]?.kind).toBe('ended')
    expect(storyOf('u', versions, [], '2023-12-31').map(({ kind }) => kind)).toEqual(['founded'])
  })
})
