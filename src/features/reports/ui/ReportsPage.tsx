import { AsOfNote } from '#platform/web/AsOfNote.tsx'
import { AsOfPicker } from '#platform/web/AsOfPicker.tsx'
import { HrefButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { Menu } from '#platform/web/Menu.tsx'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { Tabs } from '#platform/web/Tabs.tsx'
import { useNarrow } from '#platform/web/useNarrow.ts'
import type { OutputOf } from '#platform/web/api.ts'
import { formatDate } from '#shared/format.ts'
import { getProgress } from '../contract.ts'
import * as messages from '../messages.ts'
import { MapCard } from './MapCard.tsx'
import { exportPath, type ReportInput, reportPath, useReportQuestion } from './question.ts'
import './ReportsPage.css'
import { TrendCard } from './TrendCard.tsx'
import { UnitFigures } from './UnitFigures.tsx'
import { UnitTree } from './UnitTree.tsx'

type Progress = OutputOf<typeof getProgress>

/** The programme board: a unit's figures, the units below it, how it went, and where. */
export function ReportsPage() {
  const m = useMessages(messages)
  const { input } = useReportQuestion()
  if (!input) return <EmptyState title={m.screen.noUnit}>{m.screen.noUnitText}</EmptyState>
  return <Board input={input} />
}

function Board({ input }: { input: ReportInput }) {
  const m = useMessages(messages)
  const { data: progress, problem, refetch } = useQueryOf(getProgress, input)
  if (problem && !progress) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!progress) return <Loading as="page" />
  const { unit, above, programme, inTree } = progress
  const asked = { ...input, year: progress.year }
  return (
    <>
      <PageHeader
        title={unit.name}
        crumbs={above.map(({ unitId, name, visible }) => ({
          text: name,
          to: visible ? reportPath({ ...asked, unitId }) : undefined,
        }))}
        detail={progress.programmes.length > 1 ? undefined : programme.name}
        actions={<Actions progress={progress} input={asked} />}
      />
      <Stack gap={24}>
        <AsOfNote value={progress} />
        {progress.programmes.length > 1 && <ProgrammeChoice progress={progress} />}
        {inTree ? <UnitFigures progress={progress} input={asked} /> : <Elsewhere progress={progress} input={asked} />}
        {inTree && unit.level !== 'cell' && (
          <Tabs
            label={m.screen.parts}
            tabs={[
              {
                key: 'units',
                label: m.screen.tabs.units,
                content: () => <UnitTree progress={progress} input={asked} />,
              },
              { key: 'trend', label: m.screen.tabs.trend, content: () => <TrendCard input={asked} /> },
              { key: 'map', label: m.screen.tabs.map, content: () => <MapCard input={asked} /> },
            ]}
          />
        )}
      </Stack>
    </>
  )
}

function Actions({ progress: { programme, asOf, year }, input }: { progress: Progress; input: ReportInput }) {
  const m = useMessages(messages)
  const { asOf: chosen, changeAsOf, setYear } = useReportQuestion()
  const narrow = useNarrow()
  const last = Math.max(year, Math.min(programme.toYear, Number(asOf.slice(0, 4))))
  const first = Math.min(year, programme.fromYear)
  const years = Array.from({ length: last - first + 1 }, (_, at) => String(last - at))
  return (
    <div className="reports-actions">
      <SelectField
        label={m.screen.year}
        value={String(year)}
        onChange={(chosenYear) => setYear(Number(chosenYear))}
        options={years.map((value) => ({ value, label: value }))}
      />
      <AsOfPicker value={chosen} onChange={changeAsOf} />
      <Menu align={narrow ? 'start' : 'end'} button={<span className="button button-plain">{m.screen.export}</span>}>
        {(['xlsx', 'docx', 'pdf'] as const).map((format) => (
          <HrefButton key={format} href={exportPath(input, format)} download look="quiet" icon="download">
            {m.screen.exportKinds[format]}
          </HrefButton>
        ))}
      </Menu>
    </div>
  )
}

/** Recognitions are of a programme: those of an earlier one are a report of their own. */
function ProgrammeChoice({ progress: { programme, programmes } }: { progress: Progress }) {
  const m = useMessages(messages)
  const { setProgramme } = useReportQuestion()
  return (
    <SelectField
      label={m.programme}
      value={programme.code}
      onChange={setProgramme}
      options={programmes.map(({ code, name }) => ({ value: code, label: name }))}
    />
  )
}

/** The unit has no place in the tree that was asked for; here is what has. */
function Elsewhere({ progress: { unit, instead, basis, asOf }, input }: { progress: Progress; input: ReportInput }) {
  const m = useMessages(messages)
  const then = basis === 'then'
  return (
    <Card tone="warn" title={then ? m.screen.notThen(unit.name, formatDate(asOf)) : m.screen.notNow(unit.name)}>
      <p>{then ? m.screen.notThenText : m.screen.notNowText}</p>
      <Row>
        {instead.map(({ unitId, name }) => (
          <Link key={unitId} to={reportPath({ ...input, unitId })} className="button button-plain">
            {name}
          </Link>
        ))}
      </Row>
    </Card>
  )
}
