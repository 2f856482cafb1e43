import type { Page } from '#platform/web/page.ts'
import { keepAccounts } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/sign-in',
    title: { vi: 'Đăng nhập', en: 'Sign in' },
    load: async () => (await import('./SignInPage.tsx')).SignInPage,
    public: true,
  },
  {
    path: '/account',
    title: { vi: 'Tài khoản của tôi', en: 'My account' },
    load: async () => (await import('./OwnAccountPage.tsx')).OwnAccountPage,
    nav: {
      label: { vi: 'Tài khoản của tôi', en: 'My account' },
      icon: 'person',
      order: 90,
      place: 'more',
    },
  },
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
