import type { Page } from '#platform/web/page.ts'
import { recordVisits } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/inspections',
    title: { vi: 'Kiểm tra sinh hoạt', en: 'Inspections' },
    load: async () => (await import('./InspectionsPage.tsx')).OwnInspectionsPage,
    nav: {
      label: { vi: 'Kiểm tra sinh hoạt', en: 'Inspections' },
      icon: 'search',
      order: 58,
      place: 'more',
      for: recordVisits,
    },
  },
  {
    path: '/units/$unitId/inspections',
    title: { vi: 'Kiểm tra sinh hoạt', en: 'Inspections' },
    load: async () => (await import('./InspectionsPage.tsx')).InspectionsPage,
  },
]
