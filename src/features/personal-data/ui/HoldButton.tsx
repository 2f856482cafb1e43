import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Row } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { eraseData, liftHold, listHolds, placeHold } from '../contract.ts'
import * as messages from '../messages.ts'
import { unitsFor } from './unitsFor.ts'

/** Something about a person must stay for now: placed with a reason, lifted later. */
export function HoldButton({ personId }: { personId: string }) {
  const m = useMessages(messages)
  const [unit] = unitsFor(eraseData, useSignedIn())
  const [reason, setReason] = useState('')
  const { data } = useQueryOf(listHolds, undefined)
  const place = useCommand(placeHold, { done: m.holdPlaced })
  const lift = useCommand(liftHold, { done: m.holdLifted })
  const hold = data?.items.find(({ person }) => person.id === personId)
  if (hold)
    return (
      <Row>
        <span>
          {m.holds}: {hold.reason}
        </span>
        <Button small busy={lift.busy} onClick={() => lift.run({ holdId: hold.id, version: hold.version })}>
          {m.liftHold}
        </Button>
      </Row>
    )
  return (
    <Row>
      <TextField label={`${m.hold}: ${m.reason}`} optional value={reason} onChange={setReason} maxLength={1000} />
      <Button
        small
        busy={place.busy}
        onClick={() => unit && place.run({ id: newId(), unitId: unit.unitId, personId, reason })}
      >
        {m.hold}
      </Button>
    </Row>
  )
}
