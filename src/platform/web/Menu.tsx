import { type ReactNode, useEffect, useRef, useState } from 'react'
import './Menu.css'

interface MenuProps {
  /** What is on the button; text, or an icon with `label`. */
  button: ReactNode
  label?: string
  /** Which way the panel opens. */
  opens?: 'down' | 'up'
  align?: 'start' | 'end'
  children: ReactNode
}

/** A button that shows a panel: links, buttons, a few words. Escape or a press elsewhere closes it. */
export function Menu({ button, label, opens = 'down', align = 'end', children }: MenuProps) {
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return undefined
    const onPointer = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPointer)
    return () => document.removeEventListener('pointerdown', onPointer)
  }, [open])
  return (
    <div
      ref={root}
      className="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return
        setOpen(false)
        trigger.current?.focus()
      }}
      onBlur={(event) => {
        if (event.relatedTarget && !event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
    >
      <button
        ref={trigger}
        type="button"
        className="menu-button"
        aria-label={label}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div className={`menu-panel menu-${opens} menu-${align}`} onClick={() => setOpen(false)}>
          {children}
        </div>
      )}
    </div>
  )
}
