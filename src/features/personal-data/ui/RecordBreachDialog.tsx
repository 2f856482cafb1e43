import { useState } from 'react'
import { Button } from '#platform/web/Button.tsx'
import { CheckField } from '#platform/web/CheckField.tsx'
import { Dialog } from '#platform/web/Dialog.tsx'
import { Form } from '#platform/web/Form.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { NumberField } from '#platform/web/NumberField.tsx'
import { useCommand, useQueryOf } from '#platform/web/queries.ts'
import { SelectField } from '#platform/web/SelectField.tsx'
import { useSignedIn } from '#platform/web/session.ts'
import { TextAreaField } from '#platform/web/TextAreaField.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { keepBreaches, listRegister, recordBreach } from '../contract.ts'
import * as messages from '../messages.ts'
import { InstantFields, instantOf } from './InstantFields.tsx'
import { unitsFor } from './unitsFor.ts'

/** What happened to which data, and when it was discovered: from then the law counts. */
export function RecordBreachDialog({ onClose }: { onClose: () => void }) {
  const m = useMessages(messages)
  const units = unitsFor(keepBreaches, useSignedIn())
  const { data: register } = useQueryOf(listRegister, undefined)
  const [id] = useState(newId)
  const [unitId, setUnitId] = useState(units[0]?.unitId ?? '')
  const [title, setTitle] = useState('')
  const [happened, setHappened] = useState('')
  const [when, setWhen] = useState({ day: '', time: '' })
  const [data, setData] = useState<readonly string[]>([])
  const [people, setPeople] = useState<number | null>(null)
  const save = useCommand(recordBreach, { done: m.breachRecorded, quietly: true, onDone: onClose })
  const of = (field: string) => save.problem?.of(field)
  const discoveredAt = instantOf(when)
  const blocked = discoveredAt === null ? m.timeWrong : data.length === 0 ? m.chooseData : undefined
  return (
    <Dialog open onClose={onClose} title={m.recordBreach} size="wide">
      <Form
        onSubmit={() =>
          discoveredAt !== null && save.run({ id, unitId, title, happened, discoveredAt, data: [...data], people })
        }
        problem={save.problem}
        actions={
          <>
            <Button onClick={onClose}>{m.cancel}</Button>
            <Button type="submit" look="main" busy={save.busy} blocked={blocked}>
              {m.recordBreach}
            </Button>
          </>
        }
      >
        <TextField label={m.breachTitle} value={title} onChange={setTitle} error={of('title')} maxLength={200} />
        <SelectField
          label={m.breachUnit}
          value={unitId}
          onChange={setUnitId}
          options={units.map((unit) => ({ value: unit.unitId, label: unit.unitName }))}
        />
        <InstantFields
          labels={{ day: m.discoveredDay, time: m.discoveredTime }}
          value={when}
          onChange={setWhen}
          error={of('discoveredAt')}
        />
        <TextAreaField
          label={m.happened}
          value={happened}
          onChange={setHappened}
          error={of('happened')}
          maxLength={4000}
        />
        <NumberField
          label={m.people}
          hint={m.peopleHint}
          optional
          value={people}
          onChange={setPeople}
          error={of('people')}
        />
        <p className="strong">{m.whichData}</p>
        {register?.entries.map(({ columns: [column = ''], purpose }) => (
          <CheckField
            key={column}
            label={purpose}
            checked={data.includes(column)}
            onChange={(checked) => setData(checked ? [...data, column] : data.filter((one) => one !== column))}
          />
        ))}
      </Form>
    </Dialog>
  )
}
