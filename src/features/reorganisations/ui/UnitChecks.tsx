import { useState } from 'react'
import { CheckField } from '#platform/web/CheckField.tsx'
import { useMessages } from '#platform/web/lang.tsx'
import { TextField } from '#platform/web/TextField.tsx'
import { fold } from '#shared/text.ts'
import * as messages from '../screenMessages.ts'

interface UnitChecksProps {
  legend: string
  units: readonly { id: string; name: string }[]
  value: readonly string[]
  onChange: (unitIds: string[]) => void
}

/** Several of the units below one, narrowed by typing a part of the name, with or without marks. */
export function UnitChecks({ legend, units, value, onChange }: UnitChecksProps) {
  const m = useMessages(messages)
  const [find, setFind] = useState('')
  const shown = units.filter(({ id, name }) => value.includes(id) || fold(name).includes(fold(find)))
  return (
    <fieldset className="plan-form-units">
      <legend>{legend}</legend>
      <TextField label={m.find} optional value={find} onChange={setFind} />
      <div className="plan-form-scroll">
        {shown.map(({ id, name }) => (
          <CheckField
            key={id}
            label={name}
            checked={value.includes(id)}
            onChange={(on) => onChange(on ? [...value, id] : value.filter((one) => one !== id))}
          />
        ))}
        {shown.length === 0 && <p className="muted">{m.noneFound}</p>}
      </div>
    </fieldset>
  )
}
