import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/units/$unitId/delegations',
    title: { vi: 'Ủy quyền', en: 'Delegations' },
    load: async () => (await import('./DelegationsPage.tsx')).DelegationsPage,
  },
]
