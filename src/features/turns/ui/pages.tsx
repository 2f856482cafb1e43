import type { Page } from '#platform/web/page.ts'
import { readTurns } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/turns',
    title: { vi: 'Lượt tự nhận diện', en: 'Turns' },
    load: async () => (await import('./TurnsPage.tsx')).OwnTurnsPage,
    nav: {
      label: { vi: 'Lượt tự nhận diện', en: 'Turns' },
      icon: 'return',
      order: 59,
      place: 'more',
      for: readTurns,
    },
  },
  {
    path: '/units/$unitId/turns',
    title: { vi: 'Lượt tự nhận diện', en: 'Turns' },
    load: async () => (await import('./TurnsPage.tsx')).TurnsPage,
  },
]
