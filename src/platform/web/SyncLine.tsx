import { useSyncExternalStore } from 'react'
import './SyncLine.css'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange)
  window.addEventListener('offline', onChange)
  return () => {
    window.removeEventListener('online', onChange)
    window.removeEventListener('offline', onChange)
  }
}

/** Says that the network is away, and what that means; silent while all is well. */
export function SyncLine() {
  const m = useMessages(messages)
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div aria-live="polite">
      {!online && (
        <p className="sync-line">
          <span className="sync-dot" aria-hidden="true" />
          {m.offline}
        </p>
      )}
    </div>
  )
}
