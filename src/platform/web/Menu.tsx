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
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!open) return undefined
    const isOutside = ({ target }: Event) => target instanceof Node && !root.current?.contains(target)
    const onOutside = (event: Event) => {
      if (isOutside(event)) setOpen(false)
    }
    const onClick = ({ target }: Event) => {
      if (target instanceof Node && panel.current?.contains(target)) setOpen(false)
    }
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      setOpen(false)
      trigger.current?.focus()
    }
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('pointerdown', onOutside, { signal })
    document.addEventListener('focusin', onOutside, { signal })
    document.addEventListener('click', onClick, { signal })
    document.addEventListener('keydown', onKey, { signal })
    return () => listening.abort()
  }, [open])
  return (
    <div ref={root} className="menu">
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
        <div ref={panel} className={`menu-panel menu-${opens} menu-${align}`}>
          {children}
        </div>
      )}
    </div>
  )
}
