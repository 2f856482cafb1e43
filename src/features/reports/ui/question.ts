import { useSearchParam } from '#platform/web/address.ts'
import { type AsOf, useAsOf } from '#platform/web/asOf.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { levels } from '#shared/permission.ts'

/** What every report endpoint is asked. */
export interface ReportInput extends AsOf {
  unitId: string
  year?: number
}

/**
 * The report that is asked for, kept in the address: unit, day, basis, year. Without a unit in the address it is that of
 * the highest position held; null when none is.
 */
export function useReportQuestion() {
  const { asOf, basis, change } = useAsOf()
  const { positions } = useSignedIn()
  const [unit] = useSearchParam('unit')
  const [yearText, setYear] = useSearchParam('year')
  const [highest] = positions.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  const unitId = unit ?? highest?.unitId
  const year = /^\d{4}$/u.test(yearText ?? '') ? Number(yearText) : undefined
  const input: ReportInput | null =
    unitId === undefined ? null : { unitId, asOf, basis, ...(year === undefined ? {} : { year }) }
  return { input, asOf: { asOf, basis }, changeAsOf: change, setYear: (next: number) => setYear(String(next)) }
}

/** The address of a report, or of the records behind one of its figures. */
export function reportPath({ unitId, asOf, basis, year }: ReportInput, denominator?: string): string {
  const query = new URLSearchParams({ unit: unitId, asOf, basis })
  if (year !== undefined) query.set('year', String(year))
  if (denominator !== undefined) query.set('denominator', denominator)
  return `/reports${denominator === undefined ? '' : '/cells'}?${query}`
}

/** Where a report is downloaded. */
export function exportPath({ unitId, asOf, basis, year }: ReportInput, format: string): string {
  const query = new URLSearchParams({ unitId, asOf, basis })
  if (year !== undefined) query.set('year', String(year))
  return `/api/v1/reports/recognition/export/${format}?${query}`
}
