import { useRef, useState } from 'react'
import { readDay } from '#shared/entry.ts'
import { formatDate } from '#shared/format.ts'
import { Field, type FieldProps } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface DayFieldProps extends FieldProps {
  /** `YYYY-MM-DD`, or `''` while it is empty or no day. */
  value: string
  onChange: (day: string) => void
  min?: string
  max?: string
}

/** A day, typed the Vietnamese way (`10/08/2022`, `10082022`) or picked from the device's calendar. */
export function DayField({ value, onChange, min, max, error, hint, ...field }: DayFieldProps) {
  const m = useMessages(messages)
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(value && formatDate(value))
  const [left, setLeft] = useState(false)
  const shown = value && readDay(text) !== value ? formatDate(value) : text
  const wrong = left && text.trim() !== '' && readDay(text) === null && value === ''
  const take = (typed: string) => {
    setText(typed)
    onChange(readDay(typed) ?? '')
  }
  return (
    <Field {...field} hint={hint ?? m.dayHint} error={wrong ? m.dayWrong : error}>
      {(wiring) => (
        <span className="day">
          <input
            {...wiring}
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={14}
            value={shown}
            onChange={(event) => take(event.target.value)}
            onFocus={() => setLeft(false)}
            onBlur={() => {
              setLeft(true)
              if (value) setText(formatDate(value))
            }}
          />
          <button
            type="button"
            className="day-pick"
            aria-label={m.openCalendar}
            onClick={() => picker.current?.showPicker()}
          >
            <Icon name="calendar" />
          </button>
          <input
            ref={picker}
            className="day-native"
            type="date"
            tabIndex={-1}
            aria-hidden="true"
            min={min}
            max={max}
            value={value}
            onChange={(event) => take(event.target.value && formatDate(event.target.value))}
          />
        </span>
      )}
    </Field>
  )
}
