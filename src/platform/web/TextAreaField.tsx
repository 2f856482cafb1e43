import { seemsCitizenNumber } from '#shared/citizenId.ts'
import { ClassifiedNote } from './ClassifiedNote.tsx'
import { Field, type FieldProps } from './Field.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface TextAreaFieldProps extends FieldProps {
  value: string
  onChange: (value: string) => void
  rows?: number
  maxLength?: number
}

/** Free text, with the reminder that nothing classified belongs in it, and a warning where a citizen number seems to be. */
export function TextAreaField({ value, onChange, rows = 4, maxLength, ...field }: TextAreaFieldProps) {
  const m = useMessages(messages)
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
          {seemsCitizenNumber(value) && <output className="small strong">{m.citizenNumber}</output>}
        </>
      )}
    </Field>
  )
}
