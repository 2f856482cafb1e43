import { type ReactNode, useEffect, useRef } from 'react'
import { ProblemNotice } from './ProblemNotice.tsx'
import type { Problem } from './problem.ts'

interface FormProps {
  onSubmit: () => unknown
  /** The refusal of the last attempt; the first field it names is gone to. */
  problem?: Problem | null
  /** Fields. */
  children: ReactNode
  /** Buttons; the main one is `<Button type="submit" look="main">`. */
  actions: ReactNode
}

/** Fields, the refusal, then the buttons. Enter sends it. */
export function Form({ onSubmit, problem = null, children, actions }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (problem && problem.errors.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [problem])
  return (
    <form
      ref={form}
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      <ProblemNotice problem={problem} />
      <div className="form-actions">{actions}</div>
    </form>
  )
}
