import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { getTargets, replaceTarget, type TargetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { measures } from '../target.ts'

/** Another promise in the place of this one, with the reason. */
export function ReplaceDialog({ target, onClose }: { target: TargetView; onClose: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [value, setValue] = useState<number | null>(target.value)
  const [on, setOn] = useState(today)
  const [reason, setReason] = useState('')
  const replace = useCommand(replaceTarget, {
    quietly: true,
    done: m.replacedNow,
    refreshes: [getTargets],
    onDone: onClose,
  })
  const { problem } = replace
  const submit = () => replace.run({ targetId: target.id, version: target.version, id, value: value ?? -1, on, reason })
  return (
    <Dialog open onClose={onClose} title={`${m.replace}: ${m.denominators[target.denominator](target.year)}`}>
      <Form
        onSubmit={submit}
        problem={problem}
        actions={
          <Button type="submit" look="main" busy={replace.busy}>
            {m.replace}
          </Button>
        }
      >
        <p className="small muted">{m.replaceHint}</p>
        <NumberField
          label={measures[target.denominator] === 'percent' ? m.share : m.count}
          value={value}
          onChange={setValue}
          error={problem?.of('value')}
        />
        <DayField label={m.replaceOn} value={on} onChange={setOn} max={today} error={problem?.of('on')} />
        <TextAreaField label={m.reason} value={reason} onChange={setReason} error={problem?.of('reason')} />
      </Form>
    </Dialog>
  )
}
