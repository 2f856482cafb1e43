import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/sign-in',
    title: { vi: 'Đăng nhập', en: 'Sign in' },
    load: async () => (await import('./SignInPage.tsx')).SignInPage,
    public: true,
  },
  {
    path: '/join',
    title: { vi: 'Mở tài khoản', en: 'Open an account' },
    load: async () => (await import('./JoinPage.tsx')).JoinPage,
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
]
