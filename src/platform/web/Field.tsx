import { type ReactNode, useId } from 'react'
import './Field.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

/** What every field takes. */
export interface FieldProps {
  label: string
  /** How to fill it in, before anything goes wrong. */
  hint?: string | undefined
  /** The refusal, from `problem.of('name')`. */
  error?: string | undefined
  /** May be left empty. Said in words; everything else must be filled in. */
  optional?: boolean | undefined
}

/** What ties a control to its label, hint and error for those who hear the screen. */
export interface Wiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
  'aria-required': true | undefined
}

/** Label, control, hint and error in one order everywhere. */
export function Field({
  label,
  hint,
  error,
  optional,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const m = useMessages(messages)
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {optional && <span className="muted field-optional"> ({m.optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="small muted">
          {hint}
        </p>
      )}
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': optional ? undefined : true,
      })}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  )
}

/** The refusal under a field. */
export function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null
  return (
    <p id={id} className="field-error small">
      <Icon name="alert" size={18} />
      {error}
    </p>
  )
}
