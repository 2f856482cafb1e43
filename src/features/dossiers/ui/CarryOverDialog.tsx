import { useState } from 'react'
import { useGo } from '#platform/web/address.ts'
import { ConfirmDialog } from '#platform/web/ConfirmDialog.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { carryOverDossier } from '../contract.ts'
import type { DossierView } from '../dossierView.ts'
import * as words from '../messages.ts'
import * as messages from '../screenMessages.ts'

/** Opens the dossier of a later year with what this one has gathered. */
export function CarryOverDialog({ dossier, onClose }: { dossier: DossierView; onClose: () => void }) {
  const m = useMessages(messages)
  const w = useMessages(words)
  const go = useGo()
  const thisYear = Number(useToday().slice(0, 4))
  const years = [thisYear, thisYear + 1].filter((year) => year > dossier.year)
  const [year, setYear] = useState(String(years[0] ?? dossier.year + 1))
  const [ids] = useState(() => ({ id: newId(), newDossierId: newId() }))
  const carry = useCommand(carryOverDossier, {
    done: m.done.carry_over,
    quietly: true,
    onDone: () => go(`/dossiers/${ids.newDossierId}`),
  })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={m.ask(w.actions.carry_over)}
      confirm={w.actions.carry_over}
      busy={carry.busy}
      problem={carry.problem}
      onConfirm={() => carry.run({ dossierId: dossier.id, version: dossier.version, ...ids, year: Number(year) })}
    >
      <p>{m.effect.carry_over}</p>
      <SelectField
        label={m.carryYear}
        value={year}
        onChange={setYear}
        options={(years.length > 0 ? years : [dossier.year + 1]).map((one) => ({
          value: String(one),
          label: String(one),
        }))}
      />
    </ConfirmDialog>
  )
}
