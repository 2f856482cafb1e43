import { useState } from 'react'
import { useChangeSearch, useGo, useSearchParam } from '#platform/web/address.ts'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import * as messages from '../boardMessages.ts'
import { startDossier } from '../contract.ts'
import type { TaskView } from '../dossierView.ts'

/** Opens the registration a task asks for; which one is in the address. */
export function RegisterDialog({ tasks }: { tasks: readonly TaskView[] }) {
  const m = useMessages(messages)
  const go = useGo()
  const change = useChangeSearch()
  const [unitId] = useSearchParam('register')
  const [programmeId] = useSearchParam('programmeId')
  const [id] = useState(newId)
  const start = useCommand(startDossier, {
    done: m.started,
    quietly: true,
    onDone: ({ dossierId }) => go(`/dossiers/${dossierId}`),
  })
  const task = tasks.find(
    (one) => one.kind === 'register_for_year' && one.unit.unitId === unitId && one.programmeId === programmeId,
  )
  if (!task || task.year === null) return null
  const { unit, year } = task
  return (
    <ConfirmDialog
      open
      reversible
      onClose={() => change({ register: undefined, programmeId: undefined, year: undefined })}
      title={m.startTitle}
      confirm={m.start}
      busy={start.busy}
      problem={start.problem}
      onConfirm={() => start.run({ id, unitId: unit.unitId, programmeId: task.programmeId, year })}
    >
      <p>{m.startText(unit.name, year)}</p>
    </ConfirmDialog>
  )
}
