import { useSyncExternalStore } from 'react'
import './SyncLine.css'
import { Button } from './Button.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import type { Words } from './messages.ts'
import { takeNewVersion, useNewVersion } from './serviceWorker.ts'
import { type SyncStatus, useSyncStatus } from './syncStatus.ts'

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

/** What is to be said of a status, line by line; nothing while all is well. */
function linesOf(status: SyncStatus | null, online: boolean, m: Words): string[] {
  const { state, waiting, held } = status ?? { state: 'idle' as const, waiting: 0, held: 0 }
  const lines = [
    !online && m.offline,
    state === 'full' && m.sync.full,
    state === 'no_store' && m.sync.noStore,
    waiting > 0 && (state === 'sending' ? m.sync.sending(waiting) : m.sync.waiting(waiting)),
    waiting > 0 && state === 'signed_out' && m.sync.signedOut,
    waiting > 0 && online && state === 'failed' && m.sync.failed,
    held > 0 && m.sync.held(held),
  ]
  return lines.filter((line) => line !== false)
}

/** Says that the network is away, what is kept on the device and not yet sent, and leads to it; silent while all is well. */
export function SyncLine() {
  const m = useMessages(messages)
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  const status = useSyncStatus()
  const lines = linesOf(status, online, m)
  const newVersion = useNewVersion()
  return (
    <div aria-live="polite">
      {lines.length > 0 && (
        <p className="sync-line">
          <span className="sync-dot" aria-hidden="true" />
          <span>{lines.join(' ')}</span>
          {status && (
            <Link to={status.to} className="sync-show">
              {m.sync.show}
            </Link>
          )}
        </p>
      )}
      {newVersion && (
        <p className="sync-line">
          <span>{m.newVersion}</span>
          <Button small onClick={takeNewVersion}>
            {m.loadNewVersion}
          </Button>
        </p>
      )}
    </div>
  )
}
