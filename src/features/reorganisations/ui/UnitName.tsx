import { useQueryOf } from '#platform/web/queries.ts'
import { addDays } from '#shared/format.ts'
import { getUnit } from '#features/units/contract.ts'
import type { Operation } from '../plan.ts'

interface UnitNameProps {
  id: string
  operations: readonly Operation[]
  /** The plan's own names for units it brings along. */
  named: ReadonlyMap<string, string>
}

/** The name of a unit a plan speaks of: one it makes, one it brings along, or one of the organisation the day before. */
export function UnitName({ id, operations, named }: UnitNameProps) {
  const made = operations.find((one) => one.do === 'create' && one.unitId === id)
  const known = made?.do === 'create' ? made.name : named.get(id)
  const on = operations[0]?.on
  const { data } = useQueryOf(
    getUnit,
    { unitId: id, ...(on ? { on: addDays(on, -1) } : {}) },
    { when: known === undefined },
  )
  return <>{known ?? data?.name ?? '…'}</>
}
