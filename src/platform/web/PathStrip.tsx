import { useState } from 'react'
import './PathStrip.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { useNarrow } from './useNarrow.ts'

export interface PathStep {
  key: string
  label: string
  state: 'done' | 'here' | 'returned' | 'next'
  /** Who did it or must do it. */
  who?: string | undefined
  /** `08/10`, `hạn 20/10`, `29/31 tán thành`. */
  when?: string | undefined
}

/** How many of the first steps are done and may be folded on a phone: all but the last done one, if that saves room. */
function foldable(steps: readonly PathStep[]): number {
  const done = steps.findIndex(({ state }) => state !== 'done')
  return done > 2 ? done - 1 : 0
}

/** The way of a dossier: what is done, where it stands, what is next. Lies on desktops, stands on phones. */
export function PathStrip({ steps }: { steps: readonly PathStep[] }) {
  const m = useMessages(messages)
  const [whole, setWhole] = useState(false)
  const narrow = useNarrow()
  const folded = narrow && !whole ? foldable(steps) : 0
  const words = { done: m.stepDone, here: m.stepHere, returned: m.stepReturned, next: m.stepNext }
  return (
    <ol className="card path" aria-label={m.steps}>
      {folded > 0 && (
        <li className="path-step path-done">
          <span className="path-dot">
            <Icon name="check" size={14} />
          </span>
          <button type="button" className="path-fold" onClick={() => setWhole(true)}>
            {m.stepsDone(folded)}
            <Icon name="down" size={18} />
          </button>
        </li>
      )}
      {steps.slice(folded).map((step) => (
        <li
          key={step.key}
          className={`path-step path-${step.state}`}
          aria-current={step.state === 'here' || step.state === 'returned' ? 'step' : undefined}
        >
          <span className="path-dot">
            {step.state === 'done' && <Icon name="check" size={14} />}
            {step.state === 'returned' && <Icon name="return" size={14} />}
          </span>
          <span className="path-text">
            <span className="path-label">{step.label}</span>
            <span className="unseen">, {words[step.state]}</span>
            {step.when && <span className="small muted">{step.when}</span>}
            {step.who && <span className="small muted">{step.who}</span>}
          </span>
        </li>
      ))}
    </ol>
  )
}
