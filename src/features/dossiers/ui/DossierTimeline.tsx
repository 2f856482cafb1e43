import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Link } from '#platform/web/Link.tsx'
import { type Happening, Timeline } from '#platform/web/Timeline.tsx'
import { dayOf, formatDate } from '#shared/format.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { bodyName } from './bodyName.ts'
import { CorrectStepDialog } from './CorrectStepDialog.tsx'

type StepLine = DossierView['steps'][number]
type CorrectionLine = DossierView['corrections'][number]

/** Who did what when, newest first; a correction stands beside the step it mends. */
export function DossierTimeline({ dossier }: { dossier: DossierView }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const [mending, setMending] = useState(false)
  const [correcting, setCorrecting] = useState<StepLine | null>(null)
  const isMine = (step: StepLine) => dossier.parts.some((part) => part === step.part)
  const deeds: Partial<Record<string, string>> = m.did
  const ofStep = (step: StepLine): Happening => ({
    id: step.id,
    who: bodyName(step.part, step.unitName, w, m),
    what: deeds[step.action] ?? m.didUnknown,
    when: step.on,
    by: step.by?.name,
    more: (
      <>
        <Lines lines={linesOf(step, m)} />
        {mending && isMine(step) && (
          <Button small look="quiet" icon="edit" aria-label={m.correctStep} onClick={() => setCorrecting(step)}>
            {m.correct}
          </Button>
        )}
      </>
    ),
  })
  const ofCorrection = ({ id, kind, reason, by, at }: CorrectionLine): Happening => ({
    id,
    who: by?.name ?? '',
    what: m.corrected[kind],
    when: dayOf(at),
    more: <Lines lines={[m.because(reason)]} />,
  })
  const happenings = [...dossier.steps.map(ofStep), ...dossier.corrections.map(ofCorrection)]
    .toReversed()
    .toSorted((a, b) => b.when.localeCompare(a.when))
  return (
    <Card
      title={m.timeline}
      aside={
        dossier.steps.some(isMine) && (
          <Button small look="quiet" aria-pressed={mending} onClick={() => setMending(!mending)}>
            {m.correct}
          </Button>
        )
      }
    >
      {happenings.length === 0 ? <p className="small muted">{m.noSteps}</p> : <Timeline happenings={happenings} />}
      {dossier.parts.length > 0 && (
        <Link className="small" to={`/journal/dossier/${dossier.id}`}>
          {m.journal}
        </Link>
      )}
      {correcting && <CorrectStepDialog dossierId={dossier.id} step={correcting} onClose={() => setCorrecting(null)} />}
    </Card>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <p key={line} className="small">
      {line}
    </p>
  ))
}

/** What a step said besides its name. */
const linesOf = ({ reason, dueOn, decision }: StepLine, m: (typeof messages)['vi']): string[] =>
  [
    decision ? m.byDecision(decision.number, formatDate(decision.date)) : '',
    reason ? m.because(reason) : '',
    dueOn ? m.answerBy(formatDate(dueOn)) : '',
  ].filter(Boolean)
