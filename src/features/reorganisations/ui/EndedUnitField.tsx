import { useDeferredValue, useState } from 'react'
import { ChoiceField } from '#platform/web/ChoiceField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { Stack } from '#platform/web/Layout.tsx'
import { useQueryOf } from '#platform/web/queries.ts'
import { TextField } from '#platform/web/TextField.tsx'
import { addDays, formatDate } from '#shared/format.ts'
import { search } from '#features/units/contract.ts'
import * as messages from '../screenMessages.ts'

interface EndedUnitFieldProps {
  value: string
  onChange: (unitId: string) => void
  /** The day on which the unit must have ended. */
  on: string
}

/** A unit that is no more, found by the name it bore. */
export function EndedUnitField({ value, onChange, on }: EndedUnitFieldProps) {
  const m = useMessages(messages)
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const { data } = useQueryOf(search, { q, on, limit: 20 }, { when: q.length >= 2 })
  const ended = q.length < 2 ? [] : (data?.items ?? []).filter(({ validTo }) => validTo !== null)
  return (
    <Stack gap={8}>
      <TextField label={m.endedUnit} hint={m.endedUnitHint} value={text} onChange={setText} />
      {q.length >= 2 && data && ended.length === 0 && <p className="muted">{m.noneFound}</p>}
      {ended.length > 0 && (
        <ChoiceField
          label={m.unit}
          value={value}
          onChange={onChange}
          options={ended.map(({ id, name, chain, validTo }) => ({
            value: id,
            label: name,
            hint: [...chain.map((above) => above.name), validTo && m.endedOn(formatDate(addDays(validTo, -1)))]
              .filter(Boolean)
              .join(' · '),
          }))}
        />
      )}
    </Stack>
  )
}
