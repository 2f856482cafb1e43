import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { endPosition, type PositionView } from '../contract.ts'
import * as messages from '../messages.ts'

export function EndPositionDialog({ position, onClose }: { position: PositionView | null; onClose: () => void }) {
  const m = useMessages(messages)
  return (
    <Dialog
      open={position !== null}
      onClose={onClose}
      title={position ? m.endTitle(position.title, position.person?.name ?? '') : m.end}
    >
      {position && <EndForm position={position} onDone={onClose} />}
    </Dialog>
  )
}

function EndForm({ position, onDone }: { position: PositionView; onDone: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [on, setOn] = useState(today)
  const end = useCommand(endPosition, { done: m.ended, quietly: true, onDone })
  return (
    <Form
      problem={end.problem}
      onSubmit={() => end.run({ positionId: position.id, version: position.version, on })}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button type="submit" look="danger" busy={end.busy} blocked={on === '' ? m.needDay : undefined}>
            {m.end}
          </Button>
        </>
      }
    >
      <p>{m.endText}</p>
      <DayField label={m.endOn} value={on} onChange={setOn} error={end.problem?.of('on')} />
    </Form>
  )
}
