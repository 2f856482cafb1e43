import './PlanForm.css'
import { useState } from 'react'
import { Button, LinkButton } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid, Row, Stack } from '#platform/web/Layout.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import type { Problem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../screenMessages.ts'
import { OperationForm } from './OperationForm.tsx'
import { OperationList } from './OperationList.tsx'
import { decisionOf, isWhole, type PlanDraft, without } from './planDraft.ts'

interface PlanFormProps {
  start: PlanDraft
  provinceId: string
  named: ReadonlyMap<string, string>
  back: string
  busy: boolean
  problem: Problem | null
  onSave: (draft: PlanDraft) => void
}

/** Name, day, decision and the changes, one after the other. */
export function PlanForm({ start, provinceId, named, back, busy, problem, onSave }: PlanFormProps) {
  const m = useMessages(messages)
  const [draft, setDraft] = useState(start)
  const change = (part: Partial<PlanDraft>) => setDraft({ ...draft, ...part })
  return (
    <Stack gap={24}>
      <Card>
        <Stack>
          <TextField
            label={m.name}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            error={problem?.of('title')}
          />
          <Grid min={18}>
            <DayField
              label={m.effective}
              value={draft.effective}
              onChange={(effective) => change({ effective })}
              error={problem?.of('content.effective')}
            />
            <TextField
              label={m.decisionNumber}
              optional
              value={draft.number}
              onChange={(number) => change({ number })}
            />
            <DayField label={m.decisionDate} optional value={draft.date} onChange={(date) => change({ date })} />
            <TextField label={m.decisionBody} optional value={draft.body} onChange={(body) => change({ body })} />
          </Grid>
        </Stack>
      </Card>
      <Card title={m.changes}>
        {draft.operations.length === 0 ? (
          <p className="muted">{m.noChanges}</p>
        ) : (
          <OperationList
            operations={draft.operations}
            named={named}
            paper={{ effective: draft.effective, decision: decisionOf(draft) }}
            onRemove={(gone) => change({ operations: without(draft.operations, gone) })}
          />
        )}
      </Card>
      <OperationForm
        provinceId={provinceId}
        effective={draft.effective}
        operations={draft.operations}
        onAdd={(added) => change({ operations: [...draft.operations, ...added] })}
      />
      <ProblemNotice problem={problem} />
      <Row>
        <LinkButton to={back}>{m.cancel}</LinkButton>
        <Button
          look="main"
          busy={busy}
          blocked={isWhole(draft) ? undefined : m.planIncomplete}
          onClick={() => onSave(draft)}
        >
          {m.save}
        </Button>
      </Row>
    </Stack>
  )
}
