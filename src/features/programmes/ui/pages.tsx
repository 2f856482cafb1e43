import type { Page } from '#platform/web/page.ts'
import { writeProgrammes } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/programmes',
    title: { vi: 'Chương trình', en: 'Programmes' },
    load: async () => (await import('./ProgrammesPage.tsx')).ProgrammesPage,
    nav: {
      label: { vi: 'Chương trình', en: 'Programmes' },
      icon: 'calendar',
      order: 50,
      place: 'more',
      for: writeProgrammes,
    },
  },
  {
    path: '/programmes/new',
    title: { vi: 'Lập chương trình mới', en: 'Make a programme' },
    load: async () => (await import('./NewProgrammePage.tsx')).NewProgrammePage,
  },
  {
    path: '/programmes/$programmeId',
    title: { vi: 'Chương trình', en: 'Programme' },
    load: async () => (await import('./ProgrammePage.tsx')).ProgrammePage,
  },
  {
    path: '/programmes/$programmeId/settings',
    title: { vi: 'Cài đặt chương trình', en: 'Settings of a programme' },
    load: async () => (await import('./ProgrammeSettingsPage.tsx')).ProgrammeSettingsPage,
  },
]
