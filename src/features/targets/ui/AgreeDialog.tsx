import { useState } from 'react'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { formatNumber } from '#shared/format.ts'
import { agreeTarget, getTargets, type TargetView } from '../contract.ts'
import * as messages from '../messages.ts'
import { measures } from '../target.ts'

/** The unit above agrees: asked first, because from then on the promise only changes by another. */
export function AgreeDialog({
  target,
  unitName,
  onClose,
}: {
  target: TargetView
  unitName: string
  onClose: () => void
}) {
  const m = useMessages(messages)
  const today = useToday()
  const [on, setOn] = useState(today)
  const agree = useCommand(agreeTarget, { quietly: true, done: m.agreedNow, refreshes: [getTargets], onDone: onClose })
  const promised = m.value(formatNumber(target.value), measures[target.denominator] === 'percent')
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.agreeAsk(unitName, `${m.denominators[target.denominator](target.year)}, ${promised}`)}
      confirm={m.agree}
      busy={agree.busy}
      problem={agree.problem}
      reversible
      onConfirm={() => agree.run({ targetId: target.id, version: target.version, on })}
    >
      <p>{m.agreeText}</p>
      <DayField label={m.agreeOn} value={on} onChange={setOn} max={today} error={agree.problem?.of('on')} />
    </ConfirmDialog>
  )
}
