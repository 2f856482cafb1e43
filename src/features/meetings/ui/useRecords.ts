import { liveQuery } from 'dexie'
import { useEffect, useMemo, useState } from 'react'
import { useTell } from '#platform/web/Notices.tsx'
import { Problem } from '#platform/web/problem.ts'
import { useMessages } from '#platform/web/lang.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import { listedOn } from '#features/members/member.ts'
import { dayOf } from '#shared/format.ts'
import { tasksAt } from '../agenda.ts'
import { recordOn } from '../device.ts'
import * as messages from '../messages.ts'
import { attendanceOf, closingObstacles, conflictsOf, type Folded, summaryOf, totalsOf } from '../record.ts'
import { storeOf, syncNow, tellFull } from './background.ts'
import { type NewEntry, rightNow, type Store, writeEntries } from './store.ts'

export const useStore = (): Store => storeOf(useSignedIn().person?.id ?? '')

/** Reads something by its name from the store, anew whenever what was read changes, in this tab or another. */
export function useStored<T>(read: (store: Store, name: string) => Promise<T>, name: string): T | undefined {
  const store = useStore()
  const [found, setFound] = useState<{ name: string; value: T } | null>(null)
  useEffect(() => {
    const subscription = liveQuery(() => read(store, name)).subscribe({
      next: (value) => setFound({ name, value }),
      error: (error: unknown) => reportError(error),
    })
    return () => subscription.unsubscribe()
  }, [store, read, name])
  return found?.name === name ? found.value : undefined
}

async function readMeeting(store: Store, name: string) {
  const [unitId = '', meetingId = ''] = name.split('/')
  const [entries, members, exemptions, meetings, told, sheet, cell, self] = await Promise.all([
    store.entries.where({ unitId, meetingId }).toArray(),
    store.members.where({ unitId }).toArray(),
    store.exemptions.where({ unitId }).toArray(),
    store.meetings.where({ unitId }).toArray(),
    store.tasks.where({ cellId: unitId }).toArray(),
    store.sheets.get(unitId),
    store.cells.get(unitId),
    store.device.get('self'),
  ])
  const meeting = meetings.find(({ id }) => id === meetingId)
  const period = summaryOf(recordOn(entries)).period ?? meeting?.period ?? ''
  const before = meetings
    .filter((one) => one.id !== meetingId && one.period < period)
    .toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const earlier = await Promise.all(
    before.map(async ({ id }) => recordOn(await store.entries.where({ unitId, meetingId: id }).toArray())),
  )
  const since = before.findLast(({ kind, heldOn }) => kind !== 'thematic' && heldOn !== null)?.heldOn ?? null
  return { entries, members, exemptions, meeting, cell, self, told, earlier, sheet, since }
}

/** A meeting's record as this device has it, with all that follows from it. */
export function useRecord(unitId: string, meetingId: string) {
  const stored = useStored(readMeeting, `${unitId}/${meetingId}`)
  const today = useSignedIn().today
  return useMemo(() => {
    if (!stored) return undefined
    const { entries, members, exemptions, meeting, cell, self, told, earlier, sheet, since } = stored
    const record = recordOn(entries)
    const summary = summaryOf(record)
    const listed = listedOn(members, exemptions, summary.heldOn ?? today)
    const roll = attendanceOf(record, listed)
    return {
      unitId,
      meetingId,
      record,
      summary,
      listed,
      roll,
      // A closed record keeps the list it was closed with, which the server has.
      totals: meeting?.state === 'closed' && summary.state === 'closed' ? meeting : totalsOf(roll),
      conflicts: conflictsOf(record),
      obstacles: closingObstacles(record, roll),
      tasks: tasksAt({ meetingId, day: summary.heldOn ?? today }, told, earlier),
      told,
      since,
      sheet,
      bodies: cell?.bodies ?? [],
      meeting,
      members,
      cellName: cell?.name ?? '',
      deviceId: self?.id ?? '',
      clockOffset: self?.clockOffset ?? 0,
      unsent: entries.filter(({ status }) => status === 'waiting').length,
    }
  }, [stored, unitId, meetingId, today])
}

export type OpenRecord = NonNullable<ReturnType<typeof useRecord>>

type LineOf = Omit<NewEntry, 'unitId' | 'meetingId'>

/** Writes lines into a record on this device, then sends them. Says so when the device does not keep them. */
export function useWrite({ unitId, meetingId, record }: { unitId: string; meetingId: string; record: Folded }) {
  const store = useStore()
  const tell = useTell()
  const m = useMessages(messages)
  return async (...lines: LineOf[]): Promise<boolean> => {
    try {
      await writeEntries(
        store,
        record,
        lines.map((line) => ({ ...line, unitId, meetingId })),
      )
    } catch (error) {
      tellFull()
      tell.problem(
        new Problem({ code: 'not_kept', status: 0, title: m.notSaved, detail: m.notSavedText }, { cause: error }),
      )
      return false
    }
    syncNow()
    return true
  }
}

/** The time and day as the server has them. */
export async function nowOn(store: Store): Promise<{ instant: string; day: string }> {
  const now = await rightNow(store)
  return { instant: now.toISOString(), day: dayOf(now) }
}
