import type { Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'

/** A cell has one dossier, not a board: progress is a place for those who have cells below them. */
const hasUnitsBelow = ({ positions }: Session) => positions.some(({ level }) => level !== 'cell' && level !== 'group')

export const pages: Page[] = [
  {
    path: '/reports',
    title: { vi: 'Tiến độ công nhận', en: 'Progress of recognition' },
    load: async () => (await import('./ReportsPage.tsx')).ReportsPage,
    nav: {
      label: { vi: 'Tiến độ', en: 'Progress' },
      icon: 'chart',
      order: 40,
      place: 'main',
      for: hasUnitsBelow,
    },
  },
  {
    path: '/reports/cells',
    title: { vi: 'Chi bộ làm nên một con số', en: 'Cells behind a figure' },
    load: async () => (await import('./RecordsPage.tsx')).RecordsPage,
  },
]
