import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../screenMessages.ts'
import type { QueueState, VerdictQueue } from './verdictQueue.ts'

/** How many verdicts wait on this device, and how many the server will not have; silent while all are with it. */
export function UnsentNotice({ queue, state }: { queue: VerdictQueue; state: QueueState }) {
  const m = useMessages(messages)
  const unsent = Object.values(state.unsent).flatMap((one) => (one ? [one] : []))
  const waiting = unsent.filter((one) => one.heldUp && one.state !== 'refused').length
  const refused = unsent.filter((one) => one.state === 'refused')
  const [first] = refused
  return (
    <div aria-live="polite">
      {waiting > 0 && (
        <div className="criteria-unsent small">
          <span>{m.waitingCount(waiting)}</span>
          <Button small onClick={() => void queue.flush()}>
            {m.sendNow}
          </Button>
        </div>
      )}
      {first && (
        <div className="criteria-unsent small">
          <span>{m.refusedCount(refused.length, first.problem)}</span>
          <Button small onClick={() => refused.forEach(({ itemCode }) => queue.discard(itemCode))}>
            {m.discard}
          </Button>
        </div>
      )}
    </div>
  )
}
