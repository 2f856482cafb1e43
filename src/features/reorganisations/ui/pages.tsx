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
    path: '/reorganisations/from-lists',
    title: { vi: 'Lập phương án từ danh sách', en: 'Draft a plan from a list' },
    load: async () => (await import('./FromListsPage.tsx')).FromListsPage,
  },
  {
    path: '/reorganisations/unit-lists',
    title: { vi: 'Nhập danh sách đơn vị', en: 'Import a list of units' },
    load: async () => (await import('./UnitListsPage.tsx')).UnitListsPage,
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
