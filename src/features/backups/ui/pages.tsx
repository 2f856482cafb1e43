import type { Alarm, Page } from '#platform/web/page.ts'
import { readBackups } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/backups',
    title: { vi: 'Sao lưu', en: 'Backups' },
    load: async () => (await import('./BackupsPage.tsx')).BackupsPage,
    nav: { label: { vi: 'Sao lưu', en: 'Backups' }, icon: 'lock', order: 95, place: 'more', for: readBackups },
  },
]

export const alarms: Alarm[] = [{ for: readBackups, load: async () => (await import('./BackupAlarm.tsx')).BackupAlarm }]
