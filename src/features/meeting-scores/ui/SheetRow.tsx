import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import { type Leaf, maxPointsOf } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { formatNumber } from '#shared/format.ts'
import * as messages from '../messages.ts'
import { answersTo, choiceOf, verdictOf, verdictWords } from './answers.ts'

interface SheetRowProps {
  item: Leaf
  /** What the record says of it, in words. */
  fact: string | null
  verdict: Verdict | undefined
  filled: boolean
  onJudge: (verdict: Verdict) => void
}

/** One row of a sheet: answered by the record, or judged by a person. */
export function SheetRow({ item, fact, verdict, filled, onJudge }: SheetRowProps) {
  const m = useMessages(messages)
  const label = `${item.code} ${item.label}`
  const most = m.most(formatNumber(maxPointsOf(item) ?? 0))
  const hint = fact === null ? most : `${most} · ${fact}`
  if (filled)
    return (
      <div className="sheet-filled">
        <p className="strong">{label}</p>
        <p className="small muted">{hint}</p>
        <Row>
          <span>{verdictWords(item, verdict, m)}</span>
          <StateChip tone="slate">{m.byRecord}</StateChip>
        </Row>
      </div>
    )
  if (item.mode === 'points')
    return (
      <NumberField
        label={label}
        hint={hint}
        value={verdict?.kind === 'points' ? verdict.points : null}
        onChange={(points) =>
          points !== null && points >= 0 && points <= item.maxPoints && onJudge({ kind: 'points', points })
        }
      />
    )
  return (
    <ChoiceField
      label={label}
      hint={hint}
      value={choiceOf(verdict)}
      inRow={item.mode === 'pass_fail'}
      options={answersTo(item, m)}
      onChange={(answer) => onJudge(verdictOf(item, answer))}
    />
  )
}
