import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Card } from '#platform/web/Card.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Facts } from '#platform/web/Facts.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { type AssignmentSummary, setFollowing } from '../contract.ts'
import * as messages from '../messages.ts'

interface LimitsCardProps {
  unitId: string
  summary: AssignmentSummary
}

/** What the unit has set for planning its officers' work; empty where it has not. */
export function LimitsCard({ unitId, summary }: LimitsCardProps) {
  const m = useMessages(messages)
  const [setting, setSetting] = useState(false)
  const { settings } = summary
  return (
    <Card
      title={m.limits}
      aside={
        summary.allowedActions.includes('set') && (
          <Button small onClick={() => setSetting(true)}>
            {m.change}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          { label: m.travel, value: settings.travelMinutes ?? m.notSet },
          { label: m.perHalfDay, value: settings.meetingsPerHalfDay ?? m.notSet },
          { label: m.perOfficer, value: settings.targetsPerOfficer ?? m.notSet },
        ]}
      />
      {settings.setBy && <p className="small muted">{m.setBy(settings.setBy)}</p>}
      {setting && (
        <Dialog open onClose={() => setSetting(false)} title={m.limits}>
          <LimitsForm unitId={unitId} settings={settings} onDone={() => setSetting(false)} />
        </Dialog>
      )}
    </Card>
  )
}

interface LimitsFormProps {
  unitId: string
  settings: AssignmentSummary['settings']
  onDone: () => void
}

function LimitsForm({ unitId, settings, onDone }: LimitsFormProps) {
  const m = useMessages(messages)
  const [travelMinutes, setTravel] = useState(settings.travelMinutes)
  const [meetingsPerHalfDay, setPerHalfDay] = useState(settings.meetingsPerHalfDay)
  const [targetsPerOfficer, setPerOfficer] = useState(settings.targetsPerOfficer)
  const save = useCommand(setFollowing, { done: m.done, quietly: true, onDone })
  const send = () =>
    save.run({ unitId, travelMinutes, meetingsPerHalfDay, targetsPerOfficer, version: settings.version })
  return (
    <Form
      problem={save.problem}
      onSubmit={send}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={save.busy}>
            {m.save}
          </Button>
        </>
      }
    >
      <p className="small muted">{m.limitsHint}</p>
      <NumberField
        label={m.travel}
        value={travelMinutes}
        onChange={setTravel}
        error={save.problem?.of('travelMinutes')}
      />
      <NumberField
        label={m.perHalfDay}
        value={meetingsPerHalfDay}
        onChange={setPerHalfDay}
        error={save.problem?.of('meetingsPerHalfDay')}
      />
      <NumberField
        label={m.perOfficer}
        value={targetsPerOfficer}
        onChange={setPerOfficer}
        error={save.problem?.of('targetsPerOfficer')}
      />
    </Form>
  )
}
