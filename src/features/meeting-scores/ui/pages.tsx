import type { Page } from '#platform/web/page.ts'

export const pages: Page[] = [
  {
    path: '/units/$unitId/meetings/$meetingId/scores',
    title: { vi: 'Điểm kỳ sinh hoạt', en: 'Scores of a meeting' },
    load: async () => (await import('./MeetingScoresPage.tsx')).MeetingScoresPage,
  },
  {
    path: '/units/$unitId/score-review',
    title: { vi: 'Đối chiếu chấm điểm', en: 'Scores reviewed' },
    load: async () => (await import('./ReviewPage.tsx')).ReviewPage,
  },
]
