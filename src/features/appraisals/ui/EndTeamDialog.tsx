import { useState } from 'react'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { endTeam, type TeamView } from '../contract.ts'
import * as messages from '../screenMessages.ts'

/** From a day on the team no longer acts. */
export function EndTeamDialog({ team, onClose }: { team: TeamView; onClose: () => void }) {
  const m = useMessages(messages)
  const [on, setOn] = useState(useToday())
  const end = useCommand(endTeam, { done: m.ended, quietly: true, onDone: onClose })
  return (
    <ConfirmDialog
      open
      danger
      onClose={onClose}
      title={m.endTitle}
      confirm={m.end}
      busy={end.busy}
      problem={end.problem}
      onConfirm={() => on && end.run({ teamId: team.id, version: team.version, on })}
    >
      <p>{m.endText}</p>
      <DayField label={m.endOn} value={on} onChange={setOn} error={end.problem?.of('on')} />
    </ConfirmDialog>
  )
}
