import { type ReactNode, useEffect, useEffectEvent, useId, useLayoutEffect, useRef } from 'react'
import './Dialog.css'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  /** Buttons at the foot, the main one last. */
  actions?: ReactNode
  /** `wide` for documents and tables. */
  size?: 'narrow' | 'wide'
}

/** Something that must be settled first. On phones it comes up from below, within the thumb's reach. */
export function Dialog({ open, onClose, title, children, actions, size = 'narrow' }: DialogProps) {
  const m = useMessages(messages)
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const onOutside = useEffectEvent(onClose)
  useEffect(() => {
    const dialog = ref.current
    const onClick = ({ target }: Event) => {
      if (target === dialog) onOutside()
    }
    dialog?.addEventListener('click', onClick)
    return () => dialog?.removeEventListener('click', onClick)
  }, [])
  // Taken away while open, it is closed first: only then does the browser put the reader back where they were.
  useLayoutEffect(() => {
    const dialog = ref.current
    return () => dialog?.close()
  }, [])
  useEffect(() => {
    const dialog = ref.current
    if (!open) return dialog?.close()
    if (!dialog || dialog.open) return undefined
    dialog.showModal()
    dialog.querySelector<HTMLElement>('.dialog-content :is(input, select, textarea)')?.focus()
    return undefined
  }, [open])
  return (
    <dialog ref={ref} className={`dialog dialog-${size}`} aria-labelledby={heading} onClose={onClose}>
      {open && (
        <div className="dialog-body">
          <div className="dialog-head">
            <h2 id={heading}>{title}</h2>
            <button type="button" className="notice-dismiss" aria-label={m.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          </div>
          <div className="dialog-content">{children}</div>
          {actions && <div className="dialog-actions">{actions}</div>}
        </div>
      )}
    </dialog>
  )
}
