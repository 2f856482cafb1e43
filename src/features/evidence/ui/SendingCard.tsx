import { dayOf, formatDate } from '#shared/format.ts'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Row, Stack } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { ProblemNotice } from '#platform/web/ProblemNotice.tsx'
import { Progress } from '#platform/web/Progress.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { addEvidenceUse } from '../contract.ts'
import { fileKinds } from '../fileKind.ts'
import * as messages from '../messages.ts'
import { EvidenceForm, type Place } from './EvidenceForm.tsx'
import type { CheckedFile, Sending, Sendings } from './useSendings.ts'

interface SendingCardProps {
  sending: Sending
  sendings: Sendings
  unitId: string
  place: Place | undefined
}

/** One file from being chosen to being evidence. */
export function SendingCard({ sending, sendings, unitId, place }: SendingCardProps) {
  const m = useMessages(messages)
  const { id, file, phase, sent, problem, checked } = sending
  const drop = () => sendings.drop(id, { kept: false })
  if (phase === 'refused')
    return (
      <Card title={m.refused(file.name)}>
        <ProblemNotice problem={problem} />
        <Row>
          <Button onClick={drop}>{m.cancelFile}</Button>
        </Row>
      </Card>
    )
  if (phase === 'received' && checked) return <ReceivedCard {...{ sending, sendings, unitId, place, checked }} />
  const label = { sending: m.sending, paused: m.paused, waiting: m.waiting, checking: m.checking, received: m.checking }
  return (
    <Card>
      <div aria-live="polite">
        <Progress label={label[phase](file.name)} done={sent} of={file.size} count={m.sent(sent, file.size)} />
        {phase === 'waiting' && <p className="small muted">{m.waitingHint}</p>}
      </div>
      {phase !== 'checking' && (
        <Row>
          {phase === 'paused' && (
            <Button icon="upload" onClick={() => sendings.resume(id)}>
              {m.resume}
            </Button>
          )}
          {phase === 'waiting' && <Button onClick={() => sendings.resume(id)}>{m.retry}</Button>}
          {phase === 'sending' && <Button onClick={() => sendings.pause(id)}>{m.pause}</Button>}
          <Button look="quiet" onClick={drop}>
            {m.cancelFile}
          </Button>
        </Row>
      )}
    </Card>
  )
}

function ReceivedCard({ sending, sendings, unitId, place, checked }: SendingCardProps & { checked: CheckedFile }) {
  const m = useMessages(messages)
  const { fileName, kind, wrongExtension, hasPosition, existing, uploadId } = checked
  const done = () => sendings.drop(sending.id, { kept: true })
  if (existing) return <DuplicateCard existing={existing} unitId={unitId} place={place} onDone={done} />
  return (
    <Card title={m.received(fileName)}>
      <Stack gap={12}>
        {wrongExtension !== null && <p>{m.isReally(fileKinds[kind].label, wrongExtension)}</p>}
        <EvidenceForm
          unitId={unitId}
          place={place}
          source={{ uploadId }}
          suggestedTitle={fileName.replace(/\.[^.]+$/u, '')}
          takenToday={sending.photo}
          hasPosition={hasPosition}
          onDone={done}
          onCancel={() => sendings.drop(sending.id, { kept: false })}
        />
      </Stack>
    </Card>
  )
}

interface DuplicateCardProps {
  existing: NonNullable<CheckedFile['existing']>
  unitId: string
  place: Place | undefined
  onDone: () => void
}

function DuplicateCard({ existing, unitId, place, onDone }: DuplicateCardProps) {
  const m = useMessages(messages)
  const use = useCommand(addEvidenceUse, { done: m.used, onDone })
  return (
    <Card tone="warn">
      <p>{m.duplicate(existing.title, formatDate(dayOf(existing.uploadedAt)))}</p>
      <Row>
        {place && (
          <Button
            look="main"
            busy={use.busy}
            onClick={() => use.run({ unitId, evidenceId: existing.id, id: newId(), ...place })}
          >
            {m.useExisting}
          </Button>
        )}
        <Button onClick={onDone}>{m.cancelFile}</Button>
      </Row>
    </Card>
  )
}
