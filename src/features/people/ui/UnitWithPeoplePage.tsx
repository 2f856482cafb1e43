import { UnitPage } from '#features/units/ui/UnitPage.tsx'
import { PositionsCard } from './PositionsCard.tsx'

/** The page of a unit with those who hold positions on it: units know nothing of people. */
export function UnitWithPeoplePage() {
  return <UnitPage positions={(unit, day) => <PositionsCard key={unit.id} unitId={unit.id} day={day} />} />
}
