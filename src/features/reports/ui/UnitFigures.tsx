import { Figure } from '#platform/web/Figure.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import type { OutputOf } from '#platform/web/api.ts'
import { formatNumber } from '#shared/format.ts'
import type { getProgress } from '../contract.ts'
import * as messages from '../messages.ts'
import { type ReportInput, reportPath } from './question.ts'

/** The unit's own figures, one for each kind of denominator, each leading to its cells. */
export function UnitFigures({ progress, input }: { progress: OutputOf<typeof getProgress>; input: ReportInput }) {
  const m = useMessages(messages)
  return (
    <Grid min={14}>
      {progress.total.lines.map((line) => (
        <Figure
          key={line.denominator}
          label={m.denominators[line.denominator](line.year)}
          numerator={line.numerator}
          over={line.over}
          asOf={progress.asOf}
          to={reportPath(input, line.denominator)}
          {...noteOf(line, m)}
        />
      ))}
    </Grid>
  )
}

type Line = OutputOf<typeof getProgress>['total']['lines'][number]

/** Why there is no percentage, where there is none. */
function noteOf({ state, denominator, numerator }: Line, m: typeof messages.vi): { note?: string } {
  if (state === 'missing') return { note: m.screen.recognisedNoTarget(formatNumber(numerator)) }
  if (state === 'value') return {}
  return { note: denominator === 'NTM_COMMUNE_CELLS' ? m.screen.noNtm : m.screen.noCells }
}
