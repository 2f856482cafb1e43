import type { Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'

const inBody = ({ positions }: Session) => positions.some(({ level }) => level === 'body')

export const pages: Page[] = [
  {
    path: '/units/$unitId/tasks',
    title: { vi: 'Nhiệm vụ theo nghị quyết', en: 'Tasks of resolutions' },
    load: async () => (await import('./TasksPage.tsx')).TasksPage,
  },
  {
    path: '/received',
    title: { vi: 'Việc chi bộ gửi', en: 'From the cell' },
    load: async () => (await import('./ReceivedPage.tsx')).ReceivedPage,
    nav: {
      label: { vi: 'Việc chi bộ gửi', en: 'From the cell' },
      short: { vi: 'Việc gửi', en: 'Received' },
      icon: 'file',
      order: 5,
      place: 'main',
      for: inBody,
    },
  },
]
