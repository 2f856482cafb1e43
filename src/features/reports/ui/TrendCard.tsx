import { lazy, Suspense } from 'react'
import { useSearchParam } from '#platform/web/address.ts'
import { Card } from '#platform/web/Card.tsx'
import { DataTable } from '#platform/web/DataTable.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatNumber } from '#shared/format.ts'
import { getTrend } from '../contract.ts'
import * as messages from '../messages.ts'
import { type Step, steps } from '../report.ts'
import type { ReportInput } from './question.ts'
import './ReportsPage.css'

const TrendChart = lazy(async () => ({ default: (await import('./TrendChart.tsx')).TrendChart }))

/** Recognitions over time, drawn, and as a table for those who read rather than look. */
export function TrendCard({ input }: { input: ReportInput }) {
  const m = useMessages(messages)
  const [asked, setStep] = useSearchParam('step')
  const step: Step = steps.find((one) => one === asked) ?? 'quarter'
  const { data, problem, refetch } = useQueryOf(getTrend, { ...input, step })
  if (problem && !data) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!data) return <Loading as="cards" count={1} />
  const points = data.points.map((point) => ({ ...point, name: m.trend.periodName(point.period) }))
  return (
    <Card
      title={m.trend.title}
      aside={
        <SelectField
          label={m.trend.step}
          value={step}
          onChange={setStep}
          options={steps.map((value) => ({ value, label: m.trend.steps[value] }))}
        />
      }
    >
      <Suspense fallback={<Loading />}>
        <TrendChart points={points} names={{ recognised: m.trend.recognised, total: m.trend.total }} />
      </Suspense>
      <details className="reports-more">
        <summary>{m.trend.asTable}</summary>
        <DataTable
          label={m.trend.title}
          rows={points}
          keyOf={({ period }) => period}
          columns={[
            { key: 'period', title: m.trend.period, cell: ({ name }) => name },
            {
              key: 'recognised',
              title: m.trend.recognised,
              end: true,
              cell: (point) => formatNumber(point.recognised),
            },
            { key: 'total', title: m.trend.total, end: true, cell: ({ total }) => formatNumber(total) },
          ]}
        />
      </details>
    </Card>
  )
}
