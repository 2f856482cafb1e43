import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import type { Problem } from '#platform/web/problem.ts'
import { TextField } from '#platform/web/TextField.tsx'
import * as messages from '../messages.ts'

export type DecisionDraft = { number: string; date: string; issuer: string }
export const noDecision: DecisionDraft = { number: '', date: '', issuer: '' }

/** A decision is known by number and date; half of it is not a reference. */
export const isHalf = ({ number, date }: DecisionDraft): boolean => (number.trim() === '') !== (date === '')

/** As the server takes it: left out while nothing is written. */
export function decisionOf({ number, date, issuer }: DecisionDraft) {
  if (number.trim() === '' || date === '') return {}
  return { decision: { number, date, ...(issuer.trim() === '' ? {} : { issuer }) } }
}

interface DecisionFieldsProps {
  value: DecisionDraft
  onChange: (value: DecisionDraft) => void
  problem: Problem | null
  /** Where nothing is done without a decision. */
  needed?: boolean
}

/** By which decision; may be left empty where it is not at hand, unless it is needed. */
export function DecisionFields({ value, onChange, problem, needed = false }: DecisionFieldsProps) {
  const m = useMessages(messages)
  return (
    <>
      <TextField
        label={m.decisionNumber}
        optional={!needed}
        value={value.number}
        onChange={(number) => onChange({ ...value, number })}
        maxLength={60}
        error={isHalf(value) && problem ? m.decisionHalf : problem?.of('decision.number')}
      />
      <DayField
        label={m.decisionDate}
        optional={!needed}
        value={value.date}
        onChange={(date) => onChange({ ...value, date })}
        error={problem?.of('decision.date')}
      />
      <TextField
        label={m.decisionIssuer}
        optional
        value={value.issuer}
        onChange={(issuer) => onChange({ ...value, issuer })}
        maxLength={200}
        error={problem?.of('decision.issuer')}
      />
    </>
  )
}
