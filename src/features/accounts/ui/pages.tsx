import type { Page } from '#platform/web/page.ts'
import { keepAccounts } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/accounts',
    title: { vi: 'Tài khoản', en: 'Accounts' },
    load: async () => (await import('./AccountsPage.tsx')).AccountsPage,
    nav: {
      label: { vi: 'Quản lý tài khoản', en: 'Accounts' },
      icon: 'people',
      order: 80,
      place: 'more',
      for: keepAccounts,
    },
  },
]
