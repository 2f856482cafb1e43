import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { newId } from '#platform/web/newId.ts'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useToday } from '#platform/web/session.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { useOwnUnits } from '#features/dossiers/ui/unitsOfMine.ts'
import { listProgrammes } from '#features/programmes/contract.ts'
import { constituteTeam, listCandidates } from '../contract.ts'
import * as messages from '../screenMessages.ts'
import { type DraftSeat, SeatFields } from './SeatFields.tsx'

/** The decision that sets a team up: number, date, period, head and members. */
export function ConstituteDialog({ onClose }: { onClose: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const units = useOwnUnits()
  const [id] = useState(newId)
  const [unitId, setUnitId] = useState(units[0]?.unitId ?? '')
  const [programmeId, setProgrammeId] = useState('')
  const [words, setWords] = useState({ name: '', decisionNumber: '', decisionDate: '', validFrom: '', validTo: '' })
  const [seats, setSeats] = useState<DraftSeat[]>([{ key: newId(), personId: '', part: 'head', represents: '' }])
  const programmes = useQueryOf(listProgrammes, { limit: 200 }).data?.items ?? []
  const candidates = useQueryOf(listCandidates, { unitId }, { when: unitId !== '' }).data ?? []
  const constitute = useCommand(constituteTeam, { done: m.constituted, quietly: true, onDone: onClose })
  const { problem } = constitute
  const set = (changes: Partial<typeof words>) => setWords({ ...words, ...changes })
  const { name, decisionNumber, decisionDate, validFrom, validTo } = words
  const year = Number(today.slice(0, 4))
  const current = programmes.find(({ term }) => term.fromYear <= year && year <= term.toYear) ?? programmes[0]
  const programme = programmeId || current?.id || ''
  const missing =
    !name.trim() || !decisionNumber.trim() || !decisionDate || !validFrom || !programme
      ? m.needsFields
      : seats.some(({ personId }) => personId === '')
        ? m.needsSeats
        : seats.filter(({ part }) => part === 'head').length !== 1
          ? m.needsHead
          : undefined
  const send = () => {
    if (missing !== undefined) return
    constitute.run({
      ...{ id, unitId, programmeId: programme, name, decisionNumber, decisionDate, validFrom },
      validTo: validTo || null,
      seats: seats.map(({ personId, part, represents }) => ({ personId, part, represents })),
    })
  }
  return (
    <Dialog open onClose={onClose} title={m.constituteTitle} size="wide">
      <Form
        onSubmit={send}
        problem={problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={constitute.busy} blocked={missing}>
              {m.constitute}
            </Button>
          </>
        }
      >
        <Grid min={14} gap={12}>
          {units.length > 1 && (
            <SelectField
              label={m.unit}
              value={unitId}
              onChange={setUnitId}
              options={units.map((unit) => ({ value: unit.unitId, label: unit.unitName }))}
            />
          )}
          <SelectField
            label={m.programme}
            value={programme}
            onChange={setProgrammeId}
            options={programmes.map((one) => ({ value: one.id, label: one.name }))}
          />
          <TextField
            label={m.name}
            maxLength={200}
            value={name}
            onChange={(text) => set({ name: text })}
            error={problem?.of('name')}
          />
          <TextField
            label={m.decisionNumber}
            maxLength={60}
            value={decisionNumber}
            onChange={(text) => set({ decisionNumber: text })}
            error={problem?.of('decisionNumber')}
          />
          <DayField
            label={m.decisionDate}
            value={decisionDate}
            onChange={(day) => set({ decisionDate: day })}
            error={problem?.of('decisionDate')}
          />
          <DayField
            label={m.validFrom}
            value={validFrom}
            onChange={(day) => set({ validFrom: day })}
            error={problem?.of('validFrom')}
          />
          <DayField
            label={m.validTo}
            optional
            value={validTo}
            onChange={(day) => set({ validTo: day })}
            error={problem?.of('validTo')}
          />
        </Grid>
        <SeatFields seats={seats} candidates={candidates} onChange={setSeats} />
      </Form>
    </Dialog>
  )
}
