import './PathStrip.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

export interface PathStep {
  key: string
  label: string
  state: 'done' | 'here' | 'returned' | 'next'
  /** Who did it or must do it. */
  who?: string | undefined
  /** `08/10`, `hạn 20/10`, `29/31 tán thành`. */
  when?: string | undefined
}

/** The way of a dossier: what is done, where it stands, what is next. Lies on desktops, stands on phones. */
export function PathStrip({ steps }: { steps: readonly PathStep[] }) {
  const m = useMessages(messages)
  const words = { done: m.stepDone, here: m.stepHere, returned: m.stepReturned, next: m.stepNext }
  return (
    <ol className="card path" aria-label={m.steps}>
      {steps.map((step) => (
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
