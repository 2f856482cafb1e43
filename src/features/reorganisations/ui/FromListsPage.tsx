import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { draftPlan } from '../contract.ts'
import * as messages from '../listMessages.ts'
import type { PlanReading } from '../unitLists.ts'
import * as screen from '../screenMessages.ts'
import { type ChosenList, type FormParts, useForm } from './listFile.ts'
import { ListField } from './ListField.tsx'
import { ReadingResult } from './ReadingResult.tsx'

/** A plan out of a list of new units: read, looked at, what is open chosen, drafted. */
export function FromListsPage() {
  const m = useMessages(messages)
  const s = useMessages(screen)
  const province = useSignedIn().positions.find(({ level }) => level === 'province')
  return (
    <>
      <PageHeader title={m.planTitle} detail={m.planDetail} crumbs={[{ text: s.title, to: '/reorganisations' }]} />
      {province ? (
        <FromLists unitId={province.unitId} />
      ) : (
        <EmptyState icon="lock" title={m.planTitle}>
          {m.nobody}
        </EmptyState>
      )}
    </>
  )
}

const emptyPaper = { title: '', effective: '', number: '', date: '', body: '' }
type Against = 'today' | 'file'
/** The name in a list that a choice is about. */
export type Choices = Readonly<Record<string, { of: string; text: string; code: string }>>

function FromLists({ unitId }: { unitId: string }) {
  const m = useMessages(messages)
  const s = useMessages(screen)
  const [paper, setPaper] = useState(emptyPaper)
  const [list, setList] = useState<ChosenList | null>(null)
  const [against, setAgainst] = useState<Against>('today')
  const [old, setOld] = useState<ChosenList | null>(null)
  const [reading, setReading] = useState<PlanReading | null>(null)
  const [choices, setChoices] = useState<Choices>({})
  const read = useForm('/reorganisations/from-lists', setReading)
  const change = (part: Partial<typeof emptyPaper>) => setPaper({ ...paper, ...part })
  const parts = (): FormParts => ({
    list: list?.file,
    columns: list?.mapping,
    ...(against === 'file' && old ? { against: old.file, againstColumns: old.mapping } : {}),
    unitId,
    effective: paper.effective,
    decisionNumber: paper.number.trim(),
    decisionDate: paper.date,
    decisionBody: paper.body.trim(),
    chosen: { items: Object.values(choices) },
  })
  const lacks = !list || paper.effective === '' ? m.needs : against === 'file' && !old ? m.needsOld : undefined
  return (
    <Stack gap={24}>
      <Card>
        <Stack>
          <ListField label={m.newList} value={list} onChange={setList} />
          <ChoiceField
            label={m.against}
            value={against}
            onChange={setAgainst}
            options={[
              { value: 'today', label: m.againstToday, hint: m.againstTodayHint },
              { value: 'file', label: m.againstFile },
            ]}
          />
          {against === 'file' && (
            <ListField label={m.oldList} value={old} onChange={setOld} without={['predecessors']} />
          )}
          <Grid min={19}>
            <DayField label={s.effective} value={paper.effective} onChange={(effective) => change({ effective })} />
            <TextField
              label={s.decisionNumber}
              optional
              value={paper.number}
              onChange={(number) => change({ number })}
              maxLength={60}
            />
            <DayField label={s.decisionDate} optional value={paper.date} onChange={(date) => change({ date })} />
            <TextField
              label={s.decisionBody}
              optional
              value={paper.body}
              onChange={(body) => change({ body })}
              maxLength={200}
            />
          </Grid>
          <ProblemNotice problem={read.problem} />
          <div>
            <Button
              look={reading ? 'plain' : 'main'}
              busy={read.busy}
              blocked={lacks}
              onClick={() => read.run(parts())}
            >
              {m.read}
            </Button>
          </div>
        </Stack>
      </Card>
      {reading && (
        <>
          <ReadingResult
            reading={reading}
            choices={choices}
            onChoose={setChoices}
            busy={read.busy}
            onReadAgain={() => read.run(parts())}
          />
          <MakePlan unitId={unitId} reading={reading} title={paper.title} onTitle={(title) => change({ title })} />
        </>
      )}
    </Stack>
  )
}

interface MakePlanProps {
  unitId: string
  reading: PlanReading
  title: string
  onTitle: (title: string) => void
}

function MakePlan({ unitId, reading, title, onTitle }: MakePlanProps) {
  const m = useMessages(messages)
  const s = useMessages(screen)
  const go = useGo()
  const [id] = useState(newId)
  const make = useCommand(draftPlan, { done: m.made, quietly: true, onDone: () => go(`/reorganisations/${id}`) })
  return (
    <Card title={m.makePlan}>
      <Stack>
        <TextField label={s.name} value={title} onChange={onTitle} maxLength={200} error={make.problem?.of('title')} />
        <ProblemNotice problem={make.problem} />
        <div>
          <Button
            look="main"
            busy={make.busy}
            blocked={title.trim() === '' ? m.makeNeeds : undefined}
            onClick={() => make.run({ id, unitId, title: title.trim(), content: reading.content })}
          >
            {m.makePlan}
          </Button>
        </div>
      </Stack>
    </Card>
  )
}
