import type { Background, Page } from '#platform/web/page.ts'
import type { Session } from '#platform/web/session.ts'

const inCell = ({ positions }: Session) => positions.some(({ level }) => level === 'cell')

export const pages: Page[] = [
  {
    path: '/meetings',
    title: { vi: 'Sinh hoạt', en: 'Meetings' },
    load: async () => (await import('./MeetingsPage.tsx')).MeetingsPage,
    nav: { label: { vi: 'Sinh hoạt', en: 'Meetings' }, icon: 'calendar', order: 15, place: 'main', for: inCell },
  },
  {
    path: '/meetings/$unitId/$meetingId',
    title: { vi: 'Biên bản', en: 'Record' },
    load: async () => (await import('./RecordPage.tsx')).RecordPage,
  },
  {
    path: '/sync',
    title: { vi: 'Gửi và nhận', en: 'Send and fetch' },
    load: async () => (await import('./SyncPage.tsx')).SyncPage,
  },
]

/** Keeps records and sends them, for whoever is in a cell or once kept records on this device. */
export const background: Background = async (session) => {
  const personId = session.person?.id
  if (personId === undefined) return () => undefined
  const { begin, hasRecords } = await import('./background.ts')
  return inCell(session) || hasRecords(personId) ? begin(personId) : () => undefined
}
