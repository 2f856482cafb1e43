import './SheetRows.css'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import type { MeetingFacts } from '../facts.ts'
import * as messages from '../messages.ts'
import { factOf, type SheetContent } from '../sheet.ts'
import { SheetRow } from './SheetRow.tsx'

interface SheetRowsProps {
  sheet: SheetContent
  facts: MeetingFacts
  verdicts: Readonly<Record<string, Verdict>>
  filled: Readonly<Record<string, Verdict>>
  onJudge: (code: string, verdict: Verdict) => void
}

/** The rows of a score sheet: what the record answers stands there, the rest is judged. */
export function SheetRows({ sheet, facts, verdicts, filled, onJudge }: SheetRowsProps) {
  const m = useMessages(messages)
  return (
    <Stack gap={12}>
      {sheet.items.map((item) => {
        if (!isLeaf(item))
          return (
            <h3 key={item.code} className="sheet-group">
              {item.code}. {item.label}
            </h3>
          )
        const fact = factOf(sheet.code, item.code)
        return (
          <SheetRow
            key={item.code}
            item={item}
            fact={fact && m.facts(facts, fact)}
            verdict={filled[item.code] ?? verdicts[item.code]}
            filled={Object.hasOwn(filled, item.code)}
            onJudge={(verdict) => onJudge(item.code, verdict)}
          />
        )
      })}
    </Stack>
  )
}
