import type { Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'
import { promisingLevels } from '../target.ts'

/** Units that promise: a cell registers itself by its dossier. */
const promises = ({ positions }: Session) => positions.some(({ level }) => promisingLevels.includes(level))

export const pages: Page[] = [
  {
    path: '/targets',
    title: { vi: 'Chỉ tiêu', en: 'Targets' },
    load: async () => (await import('./TargetsPage.tsx')).TargetsPage,
    nav: { label: { vi: 'Chỉ tiêu', en: 'Targets' }, icon: 'target', order: 50, place: 'main', for: promises },
  },
]
