import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/units/$unitId/evidence',
    title: { vi: 'Minh chứng', en: 'Evidence' },
    load: async () => (await import('./EvidencePage.tsx')).EvidencePage,
  },
]
