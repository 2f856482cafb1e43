import { useToday } from '#platform/web/session.ts'
import { useDay } from './DayPicker.tsx'

/** From one unit to another without losing the day that is looked at. */
export function useUnitPath(): (unitId: string) => string {
  const today = useToday()
  const [day] = useDay()
  return (unitId) => `/units/${unitId}${day === today ? '' : `?asOf=${day}`}`
}
