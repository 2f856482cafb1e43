import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { ClassifiedNote } from '#platform/web/ClassifiedNote.tsx'
import { DayField } from '#platform/web/DayField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { Grid } from '#platform/web/Layout.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand } from '#platform/web/queries.ts'
import { useToday } from '#platform/web/session.ts'
import { recordProfile, type UnitView } from '../contract.ts'
import * as messages from '../messages.ts'

const parts = [
  ['probationary', 'probationary'],
  ['exempt', 'exempt'],
  ['households', 'households'],
  ['poorHouseholds', 'poor'],
  ['nearPoorHouseholds', 'nearPoor'],
] as const
type Part = (typeof parts)[number][0]
type Counts = Partial<Record<Part, number>>

interface RecordProfileDialogProps {
  unit: UnitView
  open: boolean
  onClose: () => void
}

export function RecordProfileDialog({ unit, open, onClose }: RecordProfileDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog open={open} onClose={onClose} title={m.recordProfileTitle}>
      <ProfileForm unit={unit} onDone={onClose} />
    </Dialog>
  )
}

/** Begins with the counts of last time: most of them have not changed. */
function ProfileForm({ unit, onDone }: { unit: UnitView; onDone: () => void }) {
  const m = useMessages(messages)
  const today = useToday()
  const [id] = useState(newId)
  const [asOf, setAsOf] = useState(today)
  const [members, setMembers] = useState(unit.profile?.members ?? null)
  const [counts, setCounts] = useState<Counts>(() => known(unit))
  const record = useCommand(recordProfile, { done: m.profileRecorded, quietly: true, onDone })
  return (
    <Form
      problem={record.problem}
      onSubmit={() => record.run({ unitId: unit.id, id, asOf, members: members ?? -1, ...counts })}
      actions={
        <>
          <Button onClick={onDone}>{m.cancel}</Button>
          <Button type="submit" look="main" busy={record.busy} blocked={members === null ? m.members : undefined}>
            {m.save}
          </Button>
        </>
      }
    >
      <DayField label={m.asOfDay} value={asOf} onChange={setAsOf} max={today} error={record.problem?.of('asOf')} />
      <NumberField label={m.members} value={members} onChange={setMembers} error={record.problem?.of('members')} />
      <Grid min={12}>
        {parts.map(([part, word]) => (
          <NumberField
            key={part}
            label={m[word]}
            optional
            value={counts[part] ?? null}
            onChange={(count) =>
              setCounts(({ [part]: _old, ...rest }) => (count === null ? rest : { ...rest, [part]: count }))
            }
            error={record.problem?.of(part)}
          />
        ))}
      </Grid>
      <ClassifiedNote />
    </Form>
  )
}

function known({ profile }: UnitView): Counts {
  return Object.fromEntries(
    parts.flatMap(([part]) => {
      const count = profile?.[part]
      return count === null || count === undefined ? [] : [[part, count]]
    }),
  )
}
