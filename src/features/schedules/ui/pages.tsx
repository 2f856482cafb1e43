import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/units/$unitId/schedules',
    title: { vi: 'Đề xuất lịch họp', en: 'Propose days' },
    load: async () => (await import('./AskPage.tsx')).AskPage,
  },
  {
    path: '/units/$unitId/schedules/$proposalId',
    title: { vi: 'Đề xuất lịch họp', en: 'Proposed days' },
    load: async () => (await import('./ProposalPage.tsx')).ProposalPage,
  },
]
