import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/permissions',
    title: { vi: 'Ai được làm gì', en: 'Who may do what' },
    load: async () => (await import('./PermissionsPage.tsx')).PermissionsPage,
    nav: {
      label: { vi: 'Ai được làm gì', en: 'Who may do what' },
      icon: 'shield',
      order: 85,
      place: 'more',
    },
  },
  {
    path: '/permissions/why',
    title: { vi: 'Vì sao tôi (không) làm được?', en: 'Why can I (not)?' },
    load: async () => (await import('./WhyPage.tsx')).WhyPage,
  },
]
