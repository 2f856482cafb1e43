import './ProblemNotice.css'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { LatestVersion } from './LatestVersion.tsx'
import * as messages from './messages.ts'
import { ObstacleList } from './ObstacleList.tsx'
import type { Problem } from './problem.ts'
import { WhyLink } from './WhyLink.tsx'

type Words = (typeof messages)['vi']

/** What to do next where the server could not say it; its own answers carry their advice. */
function adviceFor(problem: Problem, m: Words): string | undefined {
  if (problem.detail) return undefined
  if (problem.code === 'offline') return m.whatNext.offline
  return problem.code === 'unavailable' ? m.whatNext.unavailable : m.whatNext.unexpected
}

function titleOf(problem: Problem, m: Words): string {
  if (problem.code === 'offline') return m.problemTitle.offline
  if (problem.code === 'unavailable') return m.problemTitle.unavailable
  return problem.title || m.problemTitle.unexpected
}

/** Refused because no position of the person grants it: the reason is the permission's code, `dossier.review`. */
const isPermission = (problem: Problem): problem is Problem & { reason: string } =>
  problem.code === 'forbidden' && /^[a-z_]+\.[a-z_]+$/u.test(problem.reason ?? '')

interface ProblemNoticeProps {
  problem: Problem | null
  /** Offered where asking again makes sense: a page that could not be loaded. */
  onRetry?: (() => unknown) | undefined
}

/** What happened, that nothing was lost, and what to do next. Renders nothing without a problem. */
export function ProblemNotice({ problem, onRetry }: ProblemNoticeProps) {
  const m = useMessages(messages)
  if (!problem) return null
  const advice = adviceFor(problem, m)
  // A refusal about one field only says the same there; it is said once.
  const errors = problem.errors.filter(({ detail }) => detail !== problem.detail)
  return (
    <div className="problem" role="alert">
      <Icon name="alert" />
      <div className="problem-text">
        <p className="strong">{titleOf(problem, m)}</p>
        {problem.detail && <p>{problem.detail}</p>}
        {errors.length > 0 && (
          <ul className="problem-errors">
            {errors.map((error) => (
              <li key={`${error.pointer} ${error.detail}`}>{error.detail}</li>
            ))}
          </ul>
        )}
        {isPermission(problem) && <WhyLink permission={problem.reason} />}
        <ObstacleList obstacles={problem.obstacles} />
        {!onRetry && <p className="small">{m.nothingLost}</p>}
        {problem.code === 'stale_version' && <LatestVersion />}
        {advice && <p className="small">{advice}</p>}
        {onRetry && (
          <Button small icon="undo" onClick={() => onRetry()}>
            {m.retry}
          </Button>
        )}
      </div>
    </div>
  )
}
