import { type ComponentType, lazy, Suspense } from 'react'
import type { Alarm } from './page.ts'
import { may, type Session } from './session.ts'

const loaded = new Map<Alarm, ComponentType>()

/** The component of an alarm, made once: a new one at each showing would ask the server again. */
function componentOf(alarm: Alarm): ComponentType {
  const known = loaded.get(alarm) ?? lazy(async () => ({ default: await alarm.load() }))
  loaded.set(alarm, known)
  return known
}

/** What those who have to look at it see above every page. Its code is loaded for them alone. */
export function Alarms({ alarms, session }: { alarms: readonly Alarm[]; session: Session }) {
  return alarms
    .filter((alarm) => may(session, alarm.for))
    .map((alarm, at) => {
      const Shown = componentOf(alarm)
      return (
        <Suspense key={at} fallback={null}>
          <Shown />
        </Suspense>
      )
    })
}
