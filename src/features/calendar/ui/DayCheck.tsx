import { useQueryOf } from '#platform/web/queries.ts'
import type { MeetingKind } from '../calendar.ts'
import { checkMeeting } from '../contract.ts'
import { MeetingWarnings } from './MeetingWarnings.tsx'
import { isHour } from './when.ts'

interface Wish {
  unitId: string
  kind: MeetingKind
  period: string
  day: string
  time: string
  minutes: number
  occurrenceId?: string
}

/** What is to be said of a wished day, while it is being chosen: its window, and who could not come. */
export function DayCheck({ wish }: { wish: Wish }) {
  const { data } = useQueryOf(checkMeeting, wish, { when: wish.day !== '' && isHour(wish.time) && wish.minutes >= 15 })
  return data ? <MeetingWarnings warnings={data.warnings} clashes={data.clashes} /> : null
}
