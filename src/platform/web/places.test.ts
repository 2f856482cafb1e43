import { describe, expect, test } from 'vitest'
import { permission } from '#shared/permission.ts'
import type { Page, Place } from './page.ts'
import { placeOf, placesFor } from './places.ts'
import type { Session } from './session.ts'

const editRuleSets = permission('rule_set.write', { vi: 'Soạn bộ tiêu chí', en: 'Write criteria sets' }, [
  { level: 'province', roles: ['organising_officer'] },
])

const session = (level: 'province' | 'cell', role: 'organising_officer' | 'secretary'): Session => ({
  person: { id: '1', name: 'Nguyễn Văn Mẫu' },
  positions: [
    {
      id: 'p',
      unitId: 'u',
      unitName: 'Đơn vị',
      unitKind: 'cell',
      level,
      role,
      title: '',
      validFrom: '2020-01-01',
      validTo: null,
    },
  ],
  delegations: [],
  teams: [],
  demo: true,
  provinceLogin: null,
  today: '2022-06-30',
})

const page = (path: string, nav: Omit<Place, 'label' | 'icon'>): Page => ({
  path,
  title: { vi: path, en: path },
  load: async () => () => null,
  nav: { label: { vi: path, en: path }, icon: 'file', ...nav },
})

const pages = [
  page('/rule-sets', { order: 1, place: 'more', for: editRuleSets }),
  page('/dossiers', { order: 20, place: 'main' }),
  page('/', { order: 10, place: 'main' }),
  page('/teams', { order: 2, place: 'more', for: ({ teams }) => teams.length > 0 }),
]

const paths = (who: Session) => placesFor(pages, who).map(({ to }) => to)

describe('the places of the navigation', () => {
  test('stand with the main ones first, each kind in its order', () => {
    expect(paths(session('province', 'organising_officer'))).toEqual(['/', '/dossiers', '/rule-sets'])
  })

  test('are hidden from those who hold neither the permission nor the reason to go there', () => {
    expect(paths(session('cell', 'secretary'))).toEqual(['/', '/dossiers'])
  })

  test.each([
    ['/dossiers', '/dossiers'],
    ['/dossiers/123/evidence', '/dossiers'],
    ['/', '/'],
    ['/dossiers-archive', undefined],
  ])('of %s the place shown as here is %s', (path, place) => {
    expect(placeOf(placesFor(pages, session('cell', 'secretary')), path)?.to).toBe(place)
  })
})
