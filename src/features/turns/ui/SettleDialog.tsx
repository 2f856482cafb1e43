import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { settleTurn, type TurnView } from '../contract.ts'
import * as messages from '../messages.ts'
import { type Postponement, postponements } from '../turn.ts'

interface SettleDialogProps {
  unitId: string
  turn: TurnView
  onClose: () => void
}

/** Done, or postponed for one of a few reasons: nothing can be written about what was said. */
export function SettleDialog({ unitId, turn, onClose }: SettleDialogProps) {
  const m = useMessages(messages)
  const [outcome, setOutcome] = useState<'done' | 'postponed'>('done')
  const [why, setWhy] = useState<Postponement>('away')
  const settle = useCommand(settleTurn, { done: m.saved, quietly: true, onDone: onClose })
  const postponedFor = outcome === 'done' ? null : why
  return (
    <Dialog open onClose={onClose} title={m.settleTitle(turn.member?.name ?? turn.person?.name ?? '')}>
      <Form
        problem={settle.problem}
        onSubmit={() => settle.run({ unitId, turnId: turn.id, version: turn.version, postponedFor })}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={settle.busy}>
              {m.save}
            </Button>
          </>
        }
      >
        <ChoiceField
          label={m.outcome}
          value={outcome}
          onChange={setOutcome}
          options={[
            { value: 'done', label: m.done },
            { value: 'postponed', label: m.postponed },
          ]}
        />
        {outcome === 'postponed' && (
          <ChoiceField
            label={m.why}
            value={why}
            onChange={setWhy}
            options={postponements.map((value) => ({ value, label: m.postponements[value] }))}
          />
        )}
      </Form>
    </Dialog>
  )
}
