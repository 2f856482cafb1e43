import type { Verdict } from '#features/rule-sets/evaluation.ts'
import { type Leaf, sourceUnits } from '#features/rule-sets/item.ts'
import { CheckField } from '#platform/web/CheckField.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { SelectField } from '#platform/web/SelectField.tsx'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../screenMessages.ts'
import { refusalText } from './verdictWords.ts'

interface VerdictFieldsProps {
  item: Leaf
  label: string
  value: Verdict | null
  /** Only with what the criteria set can hold on the item. */
  onGive: (verdict: Verdict) => void
  /** What is written down and cannot be taken as it is. */
  draft: Verdict | null
  onDraft: (verdict: Verdict | null) => void
}

/** One verdict, given the way its item is judged: pass or fail, points, a choice, a figure. */
export function VerdictFields(props: VerdictFieldsProps) {
  const m = useMessages(messages)
  const { item, value, label, onGive } = props
  const give = (verdict: Verdict) => {
    const refused = refusalText(item, verdict, m) !== undefined
    props.onDraft(refused ? verdict : null)
    if (!refused) onGive(verdict)
  }
  const shown = props.draft ?? value
  if (item.mode === 'pass_fail') return <PassFail item={item} label={label} value={shown} onGive={give} />
  return (
    <>
      {item.mode === 'choice' ? (
        <OneOf item={item} label={label} value={shown} onGive={give} />
      ) : (
        <Amount item={item} label={label} value={shown} onGive={give} />
      )}
      {item.mayNotApply && (
        <CheckField
          label={m.notApplicable}
          checked={shown?.kind === 'not_applicable'}
          onChange={(on) => on && give({ kind: 'not_applicable' })}
        />
      )}
    </>
  )
}

type FieldsOf<L extends Leaf> = { item: L; label: string; value: Verdict | null; onGive: (verdict: Verdict) => void }

function PassFail({ item, label, value, onGive }: FieldsOf<Leaf>) {
  const m = useMessages(messages)
  const chosen = value?.kind === 'passed' ? (value.passed ? 'met' : 'not_met') : (value?.kind ?? '')
  return (
    <ChoiceField
      label={label}
      inRow
      value={chosen === 'met' || chosen === 'not_met' || chosen === 'not_applicable' ? chosen : ''}
      onChange={(word) =>
        onGive(word === 'not_applicable' ? { kind: 'not_applicable' } : { kind: 'passed', passed: word === 'met' })
      }
      options={[
        { value: 'met', label: m.met },
        { value: 'not_met', label: m.notMet },
        ...(item.mayNotApply ? ([{ value: 'not_applicable', label: m.notApplicable }] as const) : []),
      ]}
    />
  )
}

function OneOf({ item, label, value, onGive }: FieldsOf<Extract<Leaf, { mode: 'choice' }>>) {
  const m = useMessages(messages)
  const options = item.options.map((option) => ({ value: option.code, label: option.label || option.code }))
  const chosen = value?.kind === 'choice' ? value.option : ''
  const choose = (option: string) => onGive({ kind: 'choice', option })
  return options.length > 5 ? (
    <SelectField label={label} value={chosen} onChange={choose} options={options} placeholder={m.chooseOne} />
  ) : (
    <ChoiceField label={label} value={chosen} onChange={choose} options={options} />
  )
}

function Amount({ item, label, value, onGive }: FieldsOf<Extract<Leaf, { mode: 'points' | 'computed' }>>) {
  const m = useMessages(messages)
  const amount = value?.kind === 'points' ? value.points : value?.kind === 'figure' ? value.figure : null
  const unit =
    item.mode === 'points' ? m.pointsLabel(formatNumber(item.maxPoints)) : m.figureOf[sourceUnits[item.source]]
  return (
    <NumberField
      label={`${label}: ${unit.charAt(0).toLowerCase()}${unit.slice(1)}`}
      hint={item.mode === 'points' && item.passFrom !== null ? m.passFrom(formatNumber(item.passFrom)) : undefined}
      value={amount}
      error={value === null ? undefined : refusalText(item, value, m)}
      onChange={(given) => {
        if (given !== null)
          onGive(item.mode === 'points' ? { kind: 'points', points: given } : { kind: 'figure', figure: given })
      }}
    />
  )
}
