import { Figure } from '#platform/web/Figure.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import type { OutputOf } from '#platform/web/api.ts'
import { formatNumber } from '#shared/format.ts'
import type { getProgress } from '../contract.ts'
import * as messages from '../messages.ts'
import { type ReportInput, reportPath } from './question.ts'

type Progress = OutputOf<typeof getProgress>
type Line = Progress['total']['lines'][number]

/** The unit's own figures, one for each kind of denominator, each leading to its cells. */
export function UnitFigures({ progress, input }: { progress: Progress; input: ReportInput }) {
  return (
    <Grid min={16}>
      {progress.total.lines.map((line) => (
        <LineFigure key={line.denominator} line={line} input={input} />
      ))}
    </Grid>
  )
}

function LineFigure({ line, input }: { line: Line; input: ReportInput }) {
  const m = useMessages(messages)
  const { denominator, year, numerator, over, state } = line
  const nothing = denominator === 'NTM_COMMUNE_CELLS' ? m.screen.noNtm : m.screen.noCells
  const notes = {
    value: {},
    missing: { note: m.screen.recognisedNoTarget(formatNumber(numerator)) },
    not_applicable: { note: nothing },
  }
  return (
    <Figure
      label={m.denominators[denominator](year)}
      numerator={numerator}
      over={over}
      asOf={input.asOf}
      to={reportPath(input, denominator)}
      {...notes[state]}
    />
  )
}
