import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/my-data',
    title: { vi: 'Dữ liệu của tôi', en: 'My data' },
    load: async () => (await import('./OwnDataPage.tsx')).OwnDataPage,
    nav: { label: { vi: 'Dữ liệu của tôi', en: 'My data' }, icon: 'lock', order: 91, place: 'more' },
  },
  {
    path: '/personal-data',
    title: { vi: 'Dữ liệu cá nhân', en: 'Personal data' },
    load: async () => (await import('./PersonalDataPage.tsx')).PersonalDataPage,
    nav: { label: { vi: 'Dữ liệu cá nhân', en: 'Personal data' }, icon: 'shield', order: 86, place: 'more' },
  },
]
