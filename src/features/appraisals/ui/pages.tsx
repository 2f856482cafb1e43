import type { Page } from '#platform/web/page.ts'
import { readTeams } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/dossiers/$dossierId/appraisal',
    title: { vi: 'Thẩm định', en: 'Appraisal' },
    load: async () => (await import('./AppraisalPage.tsx')).AppraisalPage,
  },
  {
    path: '/appraisal-teams',
    title: { vi: 'Tổ thẩm định', en: 'Appraisal teams' },
    load: async () => (await import('./TeamsPage.tsx')).TeamsPage,
    nav: {
      label: { vi: 'Tổ thẩm định', en: 'Appraisal teams' },
      icon: 'people',
      order: 40,
      place: 'more',
      for: readTeams,
    },
  },
]
