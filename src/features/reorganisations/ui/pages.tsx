import type { Page } from '#platform/web/page.ts'
import { readReorganisations } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/reorganisations',
    title: { vi: 'Sắp xếp đơn vị', en: 'Reorganisations' },
    load: async () => (await import('./ReorganisationsPage.tsx')).ReorganisationsPage,
    nav: {
      label: { vi: 'Sắp xếp đơn vị', en: 'Reorganisations' },
      icon: 'tree',
      order: 65,
      place: 'more',
      for: readReorganisations,
    },
  },
  {
    path: '/reorganisations/new',
    title: { vi: 'Lập phương án', en: 'Draft a plan' },
    load: async () => (await import('./NewReorganisationPage.tsx')).NewReorganisationPage,
  },
  {
    path: '/reorganisations/$planId',
    title: { vi: 'Phương án sắp xếp', en: 'Reorganisation plan' },
    load: async () => (await import('./ReorganisationPage.tsx')).ReorganisationPage,
  },
  {
    path: '/reorganisations/$planId/edit',
    title: { vi: 'Sửa phương án', en: 'Edit a plan' },
    load: async () => (await import('./EditReorganisationPage.tsx')).EditReorganisationPage,
  },
]
