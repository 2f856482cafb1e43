import type { Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'

const follows = ({ positions }: Session) =>
  positions.some(({ level, role }) => ['province', 'district', 'commune'].includes(level) && role !== 'administrator')

export const pages: Page[] = [
  {
    path: '/months',
    title: { vi: 'Tháng sinh hoạt', en: 'Month of meetings' },
    load: async () => (await import('./MonthsPage.tsx')).OwnMonthsPage,
    nav: { label: { vi: 'Tháng sinh hoạt', en: 'Months' }, icon: 'calendar', order: 46, place: 'more', for: follows },
  },
  {
    path: '/units/$unitId/months',
    title: { vi: 'Tháng sinh hoạt', en: 'Month of meetings' },
    load: async () => (await import('./MonthsPage.tsx')).MonthsPage,
  },
]
