import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useRef, useState } from 'react'
import './Field.css'
import './SearchBox.css'
import { useGo } from './address.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import type { SearchSource } from './page.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { toProblem } from './problem.ts'

interface SearchBoxProps {
  sources: readonly SearchSource[]
  /** A field, or on phones an icon that opens one. */
  as?: 'field' | 'icon'
}

/** Finds units, dossiers and documents everywhere; without marks and with either tone style, as the server folds them. */
export function SearchBox({ sources, as = 'field' }: SearchBoxProps) {
  const m = useMessages(messages)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={as === 'icon' ? 'notice-dismiss' : 'search'}
        aria-label={as === 'icon' ? m.search : undefined}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="search" />
        {as === 'field' && <span>{m.searchShort}</span>}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.search}>
        <SearchField sources={sources} onChosen={() => setOpen(false)} />
      </Dialog>
    </>
  )
}

function SearchField({ sources, onChosen }: { sources: readonly SearchSource[]; onChosen: () => void }) {
  const m = useMessages(messages)
  const go = useGo()
  const list = useRef<HTMLUListElement>(null)
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const {
    data = [],
    isFetching,
    error,
  } = useQuery({
    queryKey: ['search', wanted],
    enabled: wanted.length >= 2,
    queryFn: async ({ signal }) => (await Promise.all(sources.map(({ find }) => find(wanted, signal)))).flat(),
  })
  const found = wanted.length >= 2 ? data : []
  const words = () => {
    if (wanted.length < 2) return m.searchHint
    if (found.length > 0) return m.found(found.length)
    if (error) return ''
    return isFetching ? m.searching : m.nothingFound(wanted)
  }
  const walk = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const links = Array.from(list.current?.querySelectorAll('a') ?? [])
    links[links.findIndex((link) => link === document.activeElement) + step]?.focus()
  }
  const onEnter = (event: KeyboardEvent) => {
    const first = found[0]
    if (event.key !== 'Enter' || !first) return
    go(first.to)
    onChosen()
  }
  return (
    <div className="search-panel">
      <input
        className="input"
        type="search"
        aria-label={m.search}
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          walk(event)
          onEnter(event)
        }}
      />
      <p className="small muted" aria-live="polite">
        {words()}
      </p>
      {error && <ProblemNotice problem={toProblem(error)} />}
      <ul ref={list} className="search-found">
        {found.map((item) => (
          <li key={item.id}>
            <Link to={item.to} className="search-item" onClick={onChosen} onKeyDown={walk}>
              <span>{item.title}</span>
              {item.detail && <span className="small muted">{item.detail}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}
