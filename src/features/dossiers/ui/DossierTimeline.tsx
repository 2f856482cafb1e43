import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Timeline } from '#platform/web/Timeline.tsx'
import { formatDate } from '#shared/format.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'

type StepLine = DossierView['steps'][number]

/** Who did what when, newest first. */
export function DossierTimeline({ steps, unitName }: { steps: readonly StepLine[]; unitName: string }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const parts: Partial<Record<string, string>> = { ...w.parts, cell: unitName }
  const deeds: Partial<Record<string, string>> = m.did
  const inWords = ({ reason, dueOn, decision }: StepLine) =>
    [
      decision ? m.byDecision(decision.number, formatDate(decision.date)) : '',
      reason ? m.because(reason) : '',
      dueOn ? m.answerBy(formatDate(dueOn)) : '',
    ].filter(Boolean)
  return (
    <Card title={m.timeline}>
      {steps.length === 0 ? (
        <p className="small muted">{m.noSteps}</p>
      ) : (
        <Timeline
          happenings={steps.toReversed().map((step) => ({
            id: step.id,
            who: parts[step.part] ?? step.by?.name ?? '',
            what: deeds[step.action] ?? m.didUnknown,
            when: step.on,
            by: step.by?.name,
            more: inWords(step).map((line) => (
              <p key={line} className="small">
                {line}
              </p>
            )),
          }))}
        />
      )}
    </Card>
  )
}
