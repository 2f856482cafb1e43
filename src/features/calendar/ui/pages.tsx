import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/calendar',
    title: { vi: 'Lịch sinh hoạt', en: 'Calendar' },
    load: async () => (await import('./OwnCalendarPage.tsx')).OwnCalendarPage,
    nav: {
      label: { vi: 'Lịch sinh hoạt', en: 'Calendar' },
      short: { vi: 'Lịch', en: 'Calendar' },
      icon: 'calendar',
      order: 55,
      place: 'more',
    },
  },
  {
    path: '/units/$unitId/calendar',
    title: { vi: 'Lịch tháng', en: 'Month' },
    load: async () => (await import('./MonthPage.tsx')).MonthPage,
  },
  {
    path: '/units/$unitId/year-plan',
    title: { vi: 'Kế hoạch sinh hoạt năm', en: 'Plan of the year' },
    load: async () => (await import('./YearPage.tsx')).YearPage,
  },
]
