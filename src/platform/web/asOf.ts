import { useChangeSearch, useSearchParam } from './address.ts'
import { useToday } from './session.ts'

/** `then`: over the units as they were on that day; `now`: over today's units. */
export type BasisChoice = 'then' | 'now'

export interface AsOf {
  /** `YYYY-MM-DD` */
  asOf: string
  basis: BasisChoice
}

const isDay = (text: string | undefined): text is string => text !== undefined && /^\d{4}-\d{2}-\d{2}$/u.test(text)

/** The day figures hold for and the units they are counted over, kept in the address. */
export function useAsOf(): AsOf & { change: (next: AsOf) => void } {
  const today = useToday()
  const [day] = useSearchParam('asOf')
  const [basis] = useSearchParam('basis')
  const changeSearch = useChangeSearch()
  return {
    asOf: isDay(day) ? day : today,
    basis: basis === 'now' ? 'now' : 'then',
    change: (next) => changeSearch({ asOf: next.asOf, basis: next.basis }),
  }
}
