import { useSearchParam } from '#platform/web/address.ts'
import { type AsOf, useAsOf } from '#platform/web/asOf.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { levels } from '#shared/permission.ts'

/** What every report endpoint is asked. */
export interface ReportInput extends AsOf {
  unitId: string
  year?: number
  programme?: string
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
  const [programme, setProgramme] = useSearchParam('programme')
  const [highest] = positions.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level))
  const unitId = unit ?? highest?.unitId
  const year = /^\d{4}$/u.test(yearText ?? '') ? Number(yearText) : undefined
  const input: ReportInput | null =
    unitId === undefined
      ? null
      : {
          unitId,
          asOf,
          basis,
          ...(year === undefined ? {} : { year }),
          ...(programme === undefined ? {} : { programme }),
        }
  return {
    input,
    asOf: { asOf, basis },
    changeAsOf: change,
    setYear: (next: number) => setYear(String(next)),
    setProgramme,
  }
}

function queryOf({ asOf, basis, year, programme }: ReportInput, more: Record<string, string>): string {
  const query = new URLSearchParams({ ...more, asOf, basis })
  if (year !== undefined) query.set('year', String(year))
  if (programme !== undefined) query.set('programme', programme)
  return query.toString()
}

/** The address of a report, or of the records behind one of its figures. */
export function reportPath(input: ReportInput, denominator?: string): string {
  const unit = { unit: input.unitId }
  if (denominator === undefined) return `/reports?${queryOf(input, unit)}`
  return `/reports/cells?${queryOf(input, { ...unit, denominator })}`
}

/** Where a report is downloaded. */
export function exportPath(input: ReportInput, format: string): string {
  return `/api/v1/reports/recognition/export/${format}?${queryOf(input, { unitId: input.unitId })}`
}
