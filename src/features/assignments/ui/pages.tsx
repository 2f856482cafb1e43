import type { Page } from '#platform/web/page.ts'
import { keepAssignments } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/followed',
    title: { vi: 'Địa bàn của tôi', en: 'What I follow' },
    load: async () => (await import('./FollowedPage.tsx')).FollowedPage,
    nav: { label: { vi: 'Địa bàn của tôi', en: 'What I follow' }, icon: 'pin', order: 56, place: 'more' },
  },
  {
    path: '/assignments',
    title: { vi: 'Phân công phụ trách', en: 'Assignments' },
    load: async () => (await import('./BoardPage.tsx')).OwnBoardPage,
    nav: {
      label: { vi: 'Phân công phụ trách', en: 'Assignments' },
      icon: 'people',
      order: 57,
      place: 'more',
      for: keepAssignments,
    },
  },
  {
    path: '/units/$unitId/assignments',
    title: { vi: 'Phân công phụ trách', en: 'Assignments' },
    load: async () => (await import('./BoardPage.tsx')).BoardPage,
  },
]
