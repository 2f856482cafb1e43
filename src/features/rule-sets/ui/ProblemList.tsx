import { Button } from '#platform/web/Button.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { formatNumber } from '#shared/format.ts'
import { asksConfirmation, blocksPublication, type RuleSetProblem } from '../check.ts'
import * as check from '../checkMessages.ts'
import * as messages from '../messages.ts'
import './ProblemList.css'

interface ProblemListProps {
  problems: readonly RuleSetProblem[]
  /** Leads to the item a problem is about. */
  onPick?: (item: string) => void
}

/** What is wrong with a set: first what bars publication, then what has to be confirmed, then mere remarks. */
export function ProblemList({ problems, onPick }: ProblemListProps) {
  const c = useMessages(check)
  const barring = problems.filter(blocksPublication)
  const confirmed = problems.filter(asksConfirmation)
  const others = problems.filter((problem) => !blocksPublication(problem) && !asksConfirmation(problem))
  const parts = [
    { title: c.toMend(barring.length), problems: barring },
    { title: c.toConfirm(confirmed.length), problems: confirmed },
    { title: c.remarks, problems: others },
  ].filter((part) => part.problems.length > 0)
  if (parts.length === 0) return <p className="muted">{c.allGood}</p>
  return (
    <Stack gap={12}>
      {parts.map((part) => (
        <div key={part.title}>
          <p className="strong">{part.title}</p>
          <ul className="problem-list">
            {part.problems.map((problem) => (
              <li key={`${problem.code} ${problem.path}`}>
                <ProblemLine problem={problem} onPick={onPick} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Stack>
  )
}

function ProblemLine({ problem, onPick }: { problem: RuleSetProblem; onPick: ProblemListProps['onPick'] }) {
  const c = useMessages(check)
  const m = useMessages(messages)
  const { code, item, expected, found } = problem
  const hasFigures = expected !== undefined && found !== undefined
  const figures =
    hasFigures && code !== 'to_be_entered' ? `: ${c.expectedFound(formatNumber(expected), formatNumber(found))}` : ''
  const words =
    hasFigures && code === 'to_be_entered' ? m.notice.to_be_entered(found, expected) : `${c.problem[code]}${figures}`
  const text = item === null ? words : `${item} · ${words}`
  if (item === null || !onPick) return <span>{text}</span>
  return (
    <Button small look="quiet" onClick={() => onPick(item)}>
      {text}
    </Button>
  )
}
