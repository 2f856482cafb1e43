import { useState } from 'react'
import { readNumber } from '#shared/entry.ts'
import { formatNumber } from '#shared/format.ts'
import { Field, type FieldProps } from './Field.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface NumberFieldProps extends FieldProps {
  value: number | null
  onChange: (value: number | null) => void
}

/** A number as Vietnamese people write it: `1.702`, `37,5`. `null` while it is empty or no number. */
export function NumberField({ value, onChange, error, ...field }: NumberFieldProps) {
  const m = useMessages(messages)
  const [text, setText] = useState(value === null ? '' : formatNumber(value))
  const [left, setLeft] = useState(false)
  const shown = readNumber(text) === value || value === null ? text : formatNumber(value)
  const wrong = left && text.trim() !== '' && readNumber(text) === null
  return (
    <Field {...field} error={wrong ? m.numberWrong : error}>
      {(wiring) => (
        <input
          {...wiring}
          className="input input-short"
          inputMode="decimal"
          autoComplete="off"
          value={shown}
          onChange={(event) => {
            setText(event.target.value)
            onChange(readNumber(event.target.value))
          }}
          onFocus={() => setLeft(false)}
          onBlur={() => setLeft(true)}
        />
      )}
    </Field>
  )
}
