import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { formatDate } from '#shared/format.ts'
import { isClosed } from '../dossier.ts'
import type { DossierView } from '../dossierView.ts'
import * as messages from '../screenMessages.ts'

/** What must be known before anything is read: a return to be answered, a set that is an example or waits for its wording. */
export function DossierNotices({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const { ruleSet, returnReason, dueOn, state, carriedFrom, carriedTo } = dossier
  return (
    <>
      {returnReason !== null && !isClosed(state) && (
        <Card tone="late" title={m.returned}>
          <p className="prose">{returnReason}</p>
          {dueOn && <p className="small">{m.returnedAnswerBy(formatDate(dueOn))}</p>}
        </Card>
      )}
      {ruleSet.toBeEntered > 0 && (
        <Card tone="warn">
          <p>{m.toBeEnteredCount(ruleSet.toBeEntered)}</p>
        </Card>
      )}
      {(ruleSet.demonstration || carriedFrom || carriedTo) && (
        <p className="small muted">
          {ruleSet.demonstration && <>{m.demonstration} </>}
          {carriedFrom && <Link to={`/dossiers/${carriedFrom}`}>{m.carriedFrom}</Link>}{' '}
          {carriedTo && <Link to={`/dossiers/${carriedTo}`}>{m.carriedTo}</Link>}
        </p>
      )}
    </>
  )
}
