import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import './Tabs.css'
import { useSearchParam } from './address.ts'

export interface Tab {
  key: string
  label: string
  content: () => ReactNode
}

interface TabsProps {
  label: string
  tabs: readonly [Tab, ...Tab[]]
  /** The word in the address that keeps the choice. */
  name?: string
}

/** Parts of one page; the one that is open is kept in the address. */
export function Tabs({ label, tabs, name = 'tab' }: TabsProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const [chosen, choose] = useSearchParam(name)
  const open = tabs.find(({ key }) => key === chosen) ?? tabs[0]
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = (tabs.indexOf(open) + step + tabs.length) % tabs.length
    choose(tabs[next]?.key)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return (
    <>
      <div ref={list} className="tabs" role="tablist" aria-label={label}>
        {tabs.map((tab) => (
          <button
            key={tab.key}
            type="button"
            role="tab"
            id={`${id}-${tab.key}`}
            className="tab"
            aria-selected={tab === open}
            aria-controls={`${id}-panel`}
            tabIndex={tab === open ? 0 : -1}
            onClick={() => choose(tab.key)}
            onKeyDown={onKeyDown}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${open.key}`} className="tab-panel">
        {open.content()}
      </div>
    </>
  )
}
