import { useState } from 'react'
import { AccountPanel } from './AccountPanel.tsx'
import { Dialog } from './Dialog.tsx'
import { Icon } from './Icon.tsx'
import { useLabel, useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import * as messages from './messages.ts'
import type { ShownPlace } from './places.ts'
import type { Session } from './session.ts'

interface BottomBarProps {
  places: ShownPlace[]
  here: ShownPlace | undefined
  session: Session
}

/** A phone's places: at most four under the thumb, the rest and the account behind one more press. */
export function BottomBar({ places, here, session }: BottomBarProps) {
  const m = useMessages(messages)
  const label = useLabel()
  const [open, setOpen] = useState(false)
  const near = places.filter(({ place }) => place === 'main').slice(0, 4)
  const rest = places.filter((place) => !near.includes(place))
  return (
    <nav className="bottom-bar" aria-label={m.places}>
      {near.map((place) => (
        <Link key={place.to} to={place.to} className="bottom-place" aria-current={place === here ? 'page' : undefined}>
          <Icon name={place.icon} size={24} />
          <span>{label(place.short ?? place.label)}</span>
        </Link>
      ))}
      <button
        type="button"
        className="bottom-place"
        aria-haspopup="dialog"
        aria-current={here && rest.includes(here) ? 'true' : undefined}
        onClick={() => setOpen(true)}
      >
        <Icon name="menu" size={24} />
        <span>{m.more}</span>
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={m.more}>
        <div className="more-places">
          {rest.map((place) => (
            <Link
              key={place.to}
              to={place.to}
              className="menu-item"
              aria-current={place === here ? 'page' : undefined}
              onClick={() => setOpen(false)}
            >
              <Icon name={place.icon} />
              {label(place.label)}
            </Link>
          ))}
          {rest.length > 0 && <hr className="menu-rule" />}
          <AccountPanel session={session} />
          {session.demo && <p className="menu-note small muted">{m.demo}</p>}
        </div>
      </Dialog>
    </nav>
  )
}
