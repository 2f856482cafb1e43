import { useState } from 'react'
import { useParam } from '#platform/web/address.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { EmptyState } from '#platform/web/EmptyState.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Split } from '#platform/web/Layout.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { newId } from '#platform/web/newId.ts'
import { PageHeader } from '#platform/web/PageHeader.tsx'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { formatDate } from '#shared/format.ts'
import { type BodyView, getIssuingBody, recordTerm } from '../contract.ts'
import * as messages from '../messages.ts'
import { LayoutForm } from './LayoutForm.tsx'
import { NumbersCard } from './NumbersCard.tsx'

/** The terms a body's numbers run in, and how its documents look where the sources leave it open. */
export function IssuingBodyPage() {
  const m = useMessages(messages)
  const { data: body, problem, refetch } = useQueryOf(getIssuingBody, { unitId: useParam('unitId') })
  if (problem && !body) return <ProblemNotice problem={problem} onRetry={refetch} />
  if (!body) return <Loading as="page" />
  const { unit, allowedActions } = body
  return (
    <>
      <PageHeader
        title={m.bodyTitle}
        crumbs={[{ text: unit.name, to: `/units/${unit.unitId}` }]}
        detail={m.bodyDetail}
      />
      <Split aside={allowedActions.includes('change') && <LayoutForm key={body.version} body={body} />}>
        <Card title={m.terms}>
          {body.terms.length === 0 ? (
            <EmptyState icon="calendar" title={m.noTerm}>
              {m.noTermDetail}
            </EmptyState>
          ) : (
            <Facts
              facts={body.terms.map(({ label, validFrom, validTo }) => ({
                label,
                value: m.period(formatDate(validFrom), validTo && formatDate(validTo)),
              }))}
            />
          )}
          {allowedActions.includes('record_term') && <TermForm key={body.terms.length} body={body} />}
        </Card>
        <NumbersCard body={body} />
      </Split>
    </>
  )
}

function TermForm({ body: { unit } }: { body: BodyView }) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [label, setLabel] = useState('')
  const [validFrom, setFrom] = useState('')
  const [validTo, setTo] = useState('')
  const term = useCommand(recordTerm, { done: m.done, quietly: true })
  const { problem } = term
  return (
    <Form
      problem={problem}
      onSubmit={() => term.run({ unitId: unit.unitId, id, label, validFrom, validTo: validTo || null })}
      actions={
        <Button type="submit" look="main" busy={term.busy}>
          {m.recordTerm}
        </Button>
      }
    >
      <TextField
        label={m.termLabel}
        placeholder={m.termPlaceholder}
        value={label}
        maxLength={100}
        error={problem?.of('label')}
        onChange={setLabel}
      />
      <DayField label={m.from} value={validFrom} error={problem?.of('validFrom')} onChange={setFrom} />
      <DayField label={m.until} value={validTo} error={problem?.of('validTo')} onChange={setTo} />
    </Form>
  )
}
