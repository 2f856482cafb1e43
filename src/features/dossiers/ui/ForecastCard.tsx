import { Bar } from '#platform/web/Bar.tsx'
import { Card } from '#platform/web/Card.tsx'
import { DueChip } from '#platform/web/DueChip.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { StateChip } from '#platform/web/StateChip.tsx'
import type { CellLine } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { bodyName } from './bodyName.ts'
import { forecastTone } from './stateTone.ts'

interface ForecastCardProps {
  path: Pick<NonNullable<CellLine['dossier']>, 'counts' | 'forecast' | 'next'>
  /** The dossier, where the card stands outside it. */
  to?: string
  title?: string
}

/** How far it is to recognition: what is met, whose turn it is, whether the year will be kept. */
export function ForecastCard({ path, to, title }: ForecastCardProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const { counts, forecast, next } = path
  return (
    <Card
      title={to ? <Link to={to}>{title ?? m.path}</Link> : m.path}
      aside={<StateChip tone={forecastTone[forecast]}>{w.forecasts[forecast]}</StateChip>}
    >
      <Bar numerator={counts.met} over={counts.of} />
      <p>
        <span className="strong">{m.pathMet(counts.met, counts.of)}</span>
        <br />
        <span className="small muted">{m.pathRest(counts.inProgress, counts.missing, counts.late)}</span>
      </p>
      {next && (
        <Row gap={8}>
          <span className="small">{m.waitingFor(bodyName(next.by, next.unitName, w, m))}</span>
          {next.dueOn && <DueChip due={next.dueOn} />}
        </Row>
      )}
    </Card>
  )
}
