import './Loading.css'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface LoadingProps {
  /** What is coming: a few lines, a table, cards, or a whole page. */
  as?: 'lines' | 'table' | 'cards' | 'page'
  count?: number
}

/** The shape of what is coming, shown only when it takes longer than a blink. */
export function Loading({ as = 'lines', count = as === 'cards' ? 3 : 5 }: LoadingProps) {
  const m = useMessages(messages)
  const bones = Array.from({ length: count }, (_, index) => <span key={index} className="bone" />)
  return (
    <div className={`loading loading-${as}`} aria-busy="true">
      <span className="unseen">{m.loading}</span>
      {as === 'page' && <span className="bone bone-title" />}
      {as === 'page' ? <div className="loading loading-cards">{bones.slice(0, 3)}</div> : bones}
    </div>
  )
}
