import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import './Shell.css'
import { AccountMenu } from './AccountMenu.tsx'
import { BottomBar } from './BottomBar.tsx'
import { Brand } from './Brand.tsx'
import { Icon } from './Icon.tsx'
import { useLabel, useMessages } from './lang.tsx'
import { Link } from './Link.tsx'
import { Loading } from './Loading.tsx'
import * as messages from './messages.ts'
import type { Alarm, Background, Page, SearchSource } from './page.ts'
import { placeOf, placesFor, type ShownPlace } from './places.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { toProblem } from './problem.ts'
import { SearchBox } from './SearchBox.tsx'
import { type Session, useSession } from './session.ts'
import { SignedOutDialog } from './SignedOutDialog.tsx'
import { SyncLine } from './SyncLine.tsx'
import { Alarms } from './Alarms.tsx'
import { useNarrow } from './useNarrow.ts'

const ConfirmIdentityDialog = lazy(async () => ({
  default: (await import('./ConfirmIdentityDialog.tsx')).ConfirmIdentityDialog,
}))

interface ShellProps {
  pages: readonly Page[]
  search: readonly SearchSource[]
  background: readonly Background[]
  alarms: readonly Alarm[]
}

/**
 * The frame of every page behind the sign-in. When the session ends under somebody's hands the page stays, with what was
 * typed, until they have signed in again.
 */
export function Shell({ pages, search, alarms, background }: ShellProps) {
  const session = useSession()
  const [last, setLast] = useState<Session | null>(null)
  const current = session.data?.person ? session.data : null
  if (current && current !== last) setLast(current)
  const shown = current ?? last
  if (shown) {
    return (
      <>
        <Frame
          key={shown.person?.id}
          session={shown}
          pages={pages}
          search={search}
          alarms={alarms}
          background={background}
        />
        <SignedOutDialog open={!current} onAgain={() => session.refetch()} />
        <Suspense>
          <ConfirmIdentityDialog />
        </Suspense>
      </>
    )
  }
  if (session.error) {
    return (
      <main className="page">
        <ProblemNotice problem={toProblem(session.error)} onRetry={() => session.refetch()} />
      </main>
    )
  }
  return session.data ? <ToSignIn /> : <Loading as="page" />
}

/** Goes to the sign-in once, remembering where the way was leading. */
function ToSignIn() {
  const { history } = useRouter()
  useEffect(() => {
    const next = history.location.href
    history.replace(next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`)
  }, [history])
  return <Loading as="page" />
}

function Frame({ session, pages, search, alarms, background }: ShellProps & { session: Session }) {
  const m = useMessages(messages)
  const narrow = useNarrow()
  const path = useRouterState({ select: (state) => state.location.pathname })
  const places = placesFor(pages, session)
  const here = placeOf(places, path)
  const main = useFocusOnArrival(path)
  useBackground(background, session)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {m.skipToContent}
      </a>
      {narrow ? (
        <TopBar session={session} search={search} />
      ) : (
        <Side session={session} search={search} places={places} here={here} />
      )}
      <main id="main" className="page" ref={main} tabIndex={-1}>
        {!narrow && <SyncLine />}
        <Alarms alarms={alarms} session={session} />
        <Outlet />
      </main>
      {narrow && <BottomBar places={places} here={here} session={session} />}
    </div>
  )
}

/** Whoever listens to the screen, or moves by keyboard, starts at the top of the new page. */
function useFocusOnArrival(path: string) {
  const main = useRef<HTMLElement>(null)
  const from = useRef(path)
  useEffect(() => {
    if (from.current === path) return
    from.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}

/** What features do behind every page, as long as this person is signed in. */
function useBackground(background: readonly Background[], current: Session): void {
  // Once per person, for whom the frame is made anew: a session read again changes nothing of it.
  const [session] = useState(current)
  useEffect(() => {
    let ends: (() => void)[] = []
    let gone = false
    const begin = async () => {
      const begun = await Promise.all(background.map((start) => start(session)))
      if (gone) for (const end of begun) end()
      else ends = begun
    }
    begin().catch((error: unknown) => {
      reportError(error)
    })
    return () => {
      gone = true
      for (const end of ends) end()
    }
  }, [background, session])
}

interface SideProps extends Omit<ShellProps, 'pages' | 'alarms' | 'background'> {
  session: Session
  places: ShownPlace[]
  here: ShownPlace | undefined
}

function Side({ session, search, places, here }: SideProps) {
  const m = useMessages(messages)
  const label = useLabel()
  return (
    <header className="side">
      <Link to="/" className="side-brand">
        <Brand />
        <span className="strong">{m.product}</span>
      </Link>
      {search.length > 0 && <SearchBox sources={search} />}
      <nav className="side-places" aria-label={m.places}>
        {places.map((place) => (
          <Link key={place.to} to={place.to} className="side-place" aria-current={place === here ? 'page' : undefined}>
            <Icon name={place.icon} />
            {label(place.label)}
          </Link>
        ))}
      </nav>
      {session.demo && <p className="side-demo small muted">{m.demo}</p>}
      <AccountMenu session={session} />
    </header>
  )
}

function TopBar({ session, search }: { session: Session; search: readonly SearchSource[] }) {
  const m = useMessages(messages)
  const position = session.positions[0]
  return (
    <header className="top-bar">
      <div className="top-bar-line">
        <Brand />
        <div className="top-bar-unit">
          <span className="strong">{position?.unitName ?? m.product}</span>
          <span className="small muted">{position?.title ?? session.person?.name}</span>
        </div>
        {search.length > 0 && <SearchBox sources={search} as="icon" />}
      </div>
      <SyncLine />
    </header>
  )
}
