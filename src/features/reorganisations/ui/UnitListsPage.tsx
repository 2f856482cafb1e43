import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../listMessages.ts'
import type { ImportReport } from '../unitLists.ts'
import * as screen from '../screenMessages.ts'
import { EarlierImports } from './EarlierImports.tsx'
import { type ChosenList, useForm } from './listFile.ts'
import { ListField } from './ListField.tsx'
import { ToldList } from './ToldList.tsx'
import { useWordsOf } from './useWordsOf.ts'

/** Enters a list of units: tried first, told line by line, taken back as a whole. */
export function UnitListsPage() {
  const m = useMessages(messages)
  const s = useMessages(screen)
  const province = useSignedIn().positions.find(({ level }) => level === 'province')
  return (
    <>
      <PageHeader title={m.imports} detail={m.importDetail} crumbs={[{ text: s.title, to: '/reorganisations' }]} />
      {province ? (
        <Stack gap={24}>
          <ImportForm unitId={province.unitId} />
          <EarlierImports />
        </Stack>
      ) : (
        <EmptyState icon="lock" title={m.imports}>
          {m.nobody}
        </EmptyState>
      )}
    </>
  )
}

function ImportForm({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const [id, setId] = useState(newId)
  const [list, setList] = useState<ChosenList | null>(null)
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [report, setReport] = useState<ImportReport | null>(null)
  const tried = useForm('/unit-lists/dry-run', setReport)
  const entered = useForm('/unit-lists', (answer) => {
    setReport(answer)
    setId(newId())
  })
  const parts = { id, unitId, since, until, list: list?.file, columns: list?.mapping }
  const anew =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setReport(null)
      set(value)
    }
  const lacks = !list || since === '' ? m.needsSince : undefined
  return (
    <Card>
      <Stack>
        <ListField label={m.unitList} value={list} onChange={anew(setList)} without={['predecessors']} />
        <Grid min={19}>
          <DayField label={m.since} value={since} onChange={anew(setSince)} />
          <DayField label={m.until} hint={m.untilHint} optional value={until} onChange={anew(setUntil)} />
        </Grid>
        <ProblemNotice problem={tried.problem ?? entered.problem} />
        {report && <Report report={report} />}
        <Row>
          <Button
            look={report ? 'plain' : 'main'}
            busy={tried.busy}
            blocked={lacks}
            onClick={() => {
              entered.reset()
              tried.run(parts)
            }}
          >
            {m.tryIt}
          </Button>
          <Button
            look={report && report.id === null ? 'main' : 'plain'}
            busy={entered.busy}
            blocked={report && report.id === null ? lacks : m.tryFirst}
            onClick={() => entered.run(parts)}
          >
            {m.enter}
          </Button>
        </Row>
      </Stack>
    </Card>
  )
}

function Report({ report: { id, rows, entered, known, misplaced } }: { report: ImportReport }) {
  const m = useMessages(messages)
  const words = useWordsOf()
  return (
    <>
      <Card tone={id === null ? 'slate' : 'met'} title={id === null ? m.tried : m.entered}>
        <Facts
          facts={[
            { label: m.rowCount, value: formatNumber(rows) },
            { label: m.enteredCount, value: formatNumber(entered) },
            { label: m.knownCount, value: formatNumber(known) },
            { label: m.misplacedCount, value: formatNumber(misplaced.length) },
          ]}
        />
      </Card>
      <ToldList
        title={m.misplaced(formatNumber(misplaced.length))}
        tone="warn"
        lines={misplaced.map(({ line, code, name, why }) => ({
          key: `${line} ${code}`,
          name: `${m.line(line)}: ${code} ${name}`,
          why: words('misplaced', why),
        }))}
      />
    </>
  )
}
