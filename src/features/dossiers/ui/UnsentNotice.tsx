import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import * as messages from '../screenMessages.ts'
import type { QueueState, VerdictQueue } from './verdictQueue.ts'

/** How many verdicts wait on this device; silent while all are with the server. */
export function UnsentNotice({ queue, state }: { queue: VerdictQueue; state: QueueState }) {
  const m = useMessages(messages)
  const waiting = Object.values(state.unsent).filter((one) => one?.state === 'waiting').length
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
    </div>
  )
}
