import type { Page } from '../page.ts'

/** The gallery of patterns. */
export const pages: Page[] = [
  {
    path: '/_patterns',
    title: { vi: 'Mẫu giao diện', en: 'Patterns' },
    load: async () => (await import('./PatternsPage.tsx')).PatternsPage,
    demo: true,
  },
]
