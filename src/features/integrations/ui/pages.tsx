import type { Page } from '#platform/web/page.ts'
import { listTokens } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/integrations',
    title: { vi: 'Kết nối hệ thống khác', en: 'Links to other systems' },
    load: async () => (await import('./IntegrationsPage.tsx')).IntegrationsPage,
    nav: {
      label: { vi: 'Kết nối hệ thống khác', en: 'Links to other systems' },
      icon: 'link',
      order: 90,
      place: 'more',
      for: listTokens['~orpc'].meta.permission,
    },
  },
]
