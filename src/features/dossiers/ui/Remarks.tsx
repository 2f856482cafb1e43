import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ObstacleList } from '#platform/web/ObstacleList.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { mainActionOf } from './dossierActions.ts'
import { gathered } from './gathered.ts'

/** What stands before the next step, and what is worth a look though it forbids nothing. */
export function Remarks({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const main = mainActionOf(dossier)
  if (!main) return null
  const blocking = main.obstacles.filter((one) => one.blocking)
  const hints = gathered(
    main.obstacles.filter((one) => !one.blocking && one.code !== 'overdue'),
    m,
  )
  return (
    <>
      <Obstacles obstacles={gathered(blocking, m)} title={m.stillMissing(blocking.length, w.actions[main.action])} />
      {hints.length > 0 && (
        <Card tone="slate" title={m.hints(hints.length)}>
          <p className="small">{m.hintsText}</p>
          <ObstacleList obstacles={hints} />
        </Card>
      )}
    </>
  )
}
