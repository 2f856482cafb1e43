import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/units/$unitId',
    title: { vi: 'Đơn vị', en: 'Unit' },
    load: async () => (await import('./UnitWithPeoplePage.tsx')).UnitWithPeoplePage,
  },
]
