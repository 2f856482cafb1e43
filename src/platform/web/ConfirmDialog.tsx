import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import type { Problem } from './problem.ts'

interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  /** The question: `Ký và lấy số quyết định?` */
  title: string
  /** What will be so afterwards. */
  children: ReactNode
  /** The verb on the button: `Ký và lấy số`. */
  confirm: string
  onConfirm: () => unknown
  busy?: boolean
  problem?: Problem | null
  /** Can be taken back afterwards, so it is not said that it cannot. */
  reversible?: boolean
  /** Destroys something rather than making it. */
  danger?: boolean
}

/** Asked before what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const m = useMessages(messages)
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      actions={
        <>
          <Button onClick={props.onClose}>{m.cancel}</Button>
          <Button look={props.danger ? 'danger' : 'main'} busy={props.busy} onClick={() => props.onConfirm()}>
            {props.confirm}
          </Button>
        </>
      }
    >
      {props.children}
      {!props.reversible && <p className="strong">{m.confirmIrreversible}</p>}
      <ProblemNotice problem={props.problem ?? null} />
    </Dialog>
  )
}
