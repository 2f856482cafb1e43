import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { makePlan } from '../contract.ts'
import { LEAST_VISITS } from '../inspection.ts'
import * as messages from '../messages.ts'

interface PlanDialogProps {
  unitId: string
  month: string
  needed: number
  onClose: () => void
}

export function PlanDialog({ unitId, month, needed, onClose }: PlanDialogProps) {
  const m = useMessages(messages)
  const [id] = useState(newId)
  const [wanted, setWanted] = useState<number | null>(Math.max(LEAST_VISITS, needed))
  const make = useCommand(makePlan, { done: m.made, quietly: true, onDone: onClose })
  return (
    <Dialog open onClose={onClose} title={m.make}>
      <Form
        problem={make.problem}
        onSubmit={() => make.run({ unitId, id, month, wanted: wanted ?? 0 })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={make.busy}>
              {m.make}
            </Button>
          </>
        }
      >
        <p>{m.needed(needed)}</p>
        <NumberField
          label={m.wanted}
          hint={m.wantedHint}
          value={wanted}
          onChange={setWanted}
          error={make.problem?.of('wanted')}
        />
      </Form>
    </Dialog>
  )
}
