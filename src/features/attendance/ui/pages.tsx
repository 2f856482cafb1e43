import type { Page } from '#platform/web/page.ts'
import { readAttendance } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/attendance',
    title: { vi: 'Chuyên cần', en: 'Attendance' },
    load: async () => (await import('./AttendancePage.tsx')).OwnAttendancePage,
    nav: {
      label: { vi: 'Chuyên cần', en: 'Attendance' },
      icon: 'check',
      order: 58,
      place: 'more',
      for: readAttendance,
    },
  },
  {
    path: '/units/$unitId/attendance',
    title: { vi: 'Chuyên cần', en: 'Attendance' },
    load: async () => (await import('./AttendancePage.tsx')).AttendancePage,
  },
]
