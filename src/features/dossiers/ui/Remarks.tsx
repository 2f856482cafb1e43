import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { ObstacleList } from '#platform/web/ObstacleList.tsx'
import { Obstacles } from '#platform/web/Obstacles.tsx'
import type { DossierView, ObstacleView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { mainActionOf } from './dossierActions.ts'

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

/** Four and more of one kind become one line that leads to the first; fewer are named one by one. */
function gathered(obstacles: readonly ObstacleView[], m: (typeof messages)['vi']): ObstacleView[] {
  const many: Partial<Record<string, (count: number) => string>> = m.many
  const codes = [...new Set(obstacles.map(({ code }) => code))]
  return codes.flatMap((code) => {
    const alike = obstacles.filter((one) => one.code === code)
    const [first] = alike
    const told = many[code]
    return first && told && alike.length > 3 ? [{ ...first, text: told(alike.length) }] : alike
  })
}
