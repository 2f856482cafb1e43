import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Loading } from '#platform/web/Loading.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import * as messages from '../boardMessages.ts'
import { listDossiers } from '../contract.ts'
import { isClosed } from '../dossier.ts'
import { ForecastCard } from './ForecastCard.tsx'

/** A cell's own way to recognition: what goes on now, and what this year came to. */
export function CellPath({ unitId, unitName }: { unitId: string; unitName: string }) {
  const m = useMessages(messages)
  const year = Number(useToday().slice(0, 4))
  const { data } = useQueryOf(listDossiers, { unitId, limit: 10 })
  if (!data) return <Loading as="cards" count={1} />
  const shown = data.items.flatMap(({ dossier }) =>
    dossier && (!isClosed(dossier.state) || dossier.year >= year) ? [dossier] : [],
  )
  if (shown.length === 0) {
    return (
      <Card title={m.noDossier}>
        <p className="muted">{m.noDossierText}</p>
      </Card>
    )
  }
  return shown.map((dossier) => (
    <ForecastCard
      key={dossier.id}
      title={m.path(unitName, dossier.year)}
      to={`/dossiers/${dossier.id}`}
      path={dossier}
    />
  ))
}
