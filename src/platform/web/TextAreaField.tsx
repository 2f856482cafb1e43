import { ClassifiedNote } from './ClassifiedNote.tsx'
import { Field, type FieldProps } from './Field.tsx'

interface TextAreaFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
}

/** Free text, with the reminder that nothing classified belongs in it. */
export function TextAreaField({ value, onChange, rows = 4, maxLength, ...field }: TextAreaFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <>
          <textarea
            {...wiring}
            className="input"
            rows={rows}
            maxLength={maxLength}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <ClassifiedNote />
        </>
      )}
    </Field>
  )
}
