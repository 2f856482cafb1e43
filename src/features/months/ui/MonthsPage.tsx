import { useParam } from '#platform/web/address.ts'
import { LinkButton } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { NotFoundPage } from '#platform/web/NotFoundPage.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { MonthSteps, useMonth } from '#features/calendar/ui/MonthSteps.tsx'
import { getUnit } from '#features/units/contract.ts'
import * as messages from '../messages.ts'
import { CellMonths } from './CellMonths.tsx'
import { UnitMonths } from './UnitMonths.tsx'

/** The month of the cells under a unit: cell by cell under a commune, commune by commune above it. */
export function MonthsPage() {
  return <MonthsOf unitId={useParam('unitId')} />
}

/** The same, of the first unit that the reader follows. */
export function OwnMonthsPage() {
  const own = useSignedIn().positions.find(({ level }) => ['province', 'district', 'commune'].includes(level))
  return own ? <MonthsOf unitId={own.unitId} /> : <NotFoundPage />
}

function MonthsOf({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [month] = useMonth()
  const { data: unit, problem, refetch } = useQueryOf(getUnit, { unitId })
  if (problem && !unit) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!unit) return <Loading as="page" />
  const byCell = unit.level === 'commune' || unit.level === 'cell'
  return (
    <Stack gap={16}>
      <PageHeader
        title={m.months}
        crumbs={[{ text: unit.name, to: `/units/${unitId}` }]}
        detail={m.intro}
        actions={
          <Row>
            <MonthSteps />
            <LinkButton to={`/units/${unitId}/score-review`}>{m.review}</LinkButton>
          </Row>
        }
      />
      {byCell ? <CellMonths unitId={unitId} month={month} /> : <UnitMonths unitId={unitId} month={month} />}
    </Stack>
  )
}
