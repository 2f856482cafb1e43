import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import './SearchBox.css'
import { useGo } from './address.ts'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import type { SearchSource } from './page.ts'

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
  const list = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const wanted = useDeferredValue(text.trim())
  const { data = [], isFetching } = useQuery({
    queryKey: ['search', wanted],
    enabled: wanted.length >= 2,
    queryFn: async ({ signal }) => (await Promise.all(sources.map(({ find }) => find(wanted, signal)))).flat(),
  })
  const found = wanted.length >= 2 ? data : []
  const optionId = (index: number) => `${list}-${index}`
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      setActive((now) => Math.min(Math.max(now + step, 0), Math.max(found.length - 1, 0)))
    }
    const chosen = found[active]
    if (event.key === 'Enter' && chosen) {
      go(chosen.to)
      onChosen()
    }
  }
  return (
    <div className="search-panel">
      <input
        className="input"
        type="search"
        role="combobox"
        aria-label={m.search}
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-activedescendant={found[active] ? optionId(active) : undefined}
        aria-autocomplete="list"
        autoComplete="off"
        // The field is what the panel was opened for.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <p className="small muted" role="status">
        {wanted.length < 2
          ? m.searchHint
          : isFetching && found.length === 0
            ? m.searching
            : found.length === 0
              ? m.nothingFound(wanted)
              : m.found(found.length)}
      </p>
      <div id={list} role="listbox" aria-label={m.search} className="search-found">
        {found.map((item, index) => (
          <Link
            key={item.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            tabIndex={-1}
            to={item.to}
            className="search-item"
            onClick={onChosen}
          >
            <span>{item.title}</span>
            {item.detail && <span className="small muted">{item.detail}</span>}
          </Link>
        ))}
      </div>
    </div>
  )
}
