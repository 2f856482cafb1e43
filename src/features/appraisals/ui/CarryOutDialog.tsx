import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { type AppraisalView, carryOutVisit } from '../contract.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'
import { seatsOn } from '../team.ts'
import type { VisitLine } from './VisitsCard.tsx'

interface CarryOutDialogProps {
  appraisal: AppraisalView
  visit: VisitLine
  onClose: () => void
}

/** What came of a visit: the day, who of the team of that day went, what they saw. */
export function CarryOutDialog({ appraisal, visit, onClose }: CarryOutDialogProps) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const today = useToday()
  const { dossierId, team } = appraisal
  const [visitedOn, setVisitedOn] = useState(visit.plannedOn <= today ? visit.plannedOn : today)
  const [went, setWent] = useState<string[]>([])
  const [findings, setFindings] = useState('')
  const carryOut = useCommand(carryOutVisit, { done: m.carriedOut, quietly: true, onDone: onClose })
  const seated = team ? seatsOn(team, visitedOn || today).map(({ personId }) => personId) : []
  const seats = team?.seats.filter(({ personId }) => seated.includes(personId)) ?? []
  const participants = went.filter((personId) => seated.includes(personId))
  const missing = visitedOn === '' ? m.needsDay : participants.length === 0 ? m.needsPeople : undefined
  const send = () => {
    if (missing === undefined)
      carryOut.run({ dossierId, visitId: visit.id, version: visit.version, visitedOn, participants, findings })
  }
  return (
    <Dialog open onClose={onClose} title={m.carryOut}>
      <Form
        onSubmit={send}
        problem={carryOut.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={carryOut.busy} blocked={missing}>
              {m.carryOut}
            </Button>
          </>
        }
      >
        <DayField
          label={m.visitedOn}
          max={today}
          value={visitedOn}
          onChange={setVisitedOn}
          error={carryOut.problem?.of('visitedOn')}
        />
        <fieldset className="field">
          <legend>{m.whoWent}</legend>
          {seats.map(({ personId, name, part }) => (
            <CheckField
              key={personId}
              label={name}
              hint={w.part[part]}
              checked={went.includes(personId)}
              onChange={(on) => setWent(on ? [...went, personId] : went.filter((one) => one !== personId))}
            />
          ))}
        </fieldset>
        <TextAreaField
          label={m.findings}
          hint={m.findingsHint}
          optional
          maxLength={4000}
          value={findings}
          onChange={setFindings}
        />
      </Form>
    </Dialog>
  )
}
