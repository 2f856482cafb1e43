import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/journal/$objectType/$objectId',
    title: { vi: 'Nhật ký', en: 'Journal' },
    load: async () => (await import('./JournalPage.tsx')).JournalPage,
  },
]
