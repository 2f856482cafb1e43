import { useId } from 'react'
import { FieldError, type FieldProps } from './Field.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import type { Option } from './SelectField.tsx'

interface ChoiceFieldProps<V extends string> extends FieldProps {
  value: V | ''
  onChange: (value: V) => void
  options: readonly (Option<V> & { hint?: string })[]
  /** Short words beside one another: `Đạt`, `Chưa đạt`. */
  inRow?: boolean
}

/** One of two to five, all in sight, each a target for a thumb. */
export function ChoiceField<V extends string>(props: ChoiceFieldProps<V>) {
  const m = useMessages(messages)
  const id = useId()
  const described = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <fieldset className="field" aria-describedby={described || undefined}>
      <legend>
        {props.label}
        {props.optional && <span className="muted field-optional"> ({m.optional})</span>}
      </legend>
      {props.hint && (
        <p id={`${id}-hint`} className="small muted">
          {props.hint}
        </p>
      )}
      <div className={props.inRow ? 'choices choices-row' : 'choices'}>
        {props.options.map((option) => (
          <label key={option.value} className="choice">
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            <span className="choice-text">
              {option.label}
              {option.hint && <span className="small muted">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={props.error} />
    </fieldset>
  )
}
