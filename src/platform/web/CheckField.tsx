import { useId } from 'react'
import { FieldError } from './Field.tsx'

interface CheckFieldProps {
  label: string
  hint?: string
  error?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Yes or not. */
export function CheckField({ label, hint, error, checked, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label className="choice">
        <input
          type="checkbox"
          checked={checked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className="choice-text">
          {label}
          {hint && <span className="small muted">{hint}</span>}
        </span>
      </label>
      <FieldError id={id} error={error} />
    </div>
  )
}
