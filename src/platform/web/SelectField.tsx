import { Field, type FieldProps } from './Field.tsx'

export interface Option<V extends string = string> {
  value: V
  label: string
}

interface SelectFieldProps<V extends string> extends FieldProps {
  /** `''` while nothing is chosen. */
  value: V | ''
  onChange: (value: V) => void
  options: readonly Option<V>[]
  /** Shown while nothing is chosen: `Chọn xã`. */
  placeholder?: string
}

/** One of many, in the phone's own picker. For two to five choices take `ChoiceField`. */
export function SelectField<V extends string>({
  value,
  onChange,
  options,
  placeholder,
  ...field
}: SelectFieldProps<V>) {
  return (
    <Field {...field}>
      {(wiring) => (
        <select
          {...wiring}
          className="input"
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
        >
          {value === '' && <option value="">{placeholder ?? '—'}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
