import type { ComponentType } from 'react'
import type { IconName } from './Icon.tsx'
import type { Permission } from '#shared/permission.ts'
import { may, type Session } from './session.ts'

/** A word in both languages, for the few places that are needed before a feature's messages are loaded. */
export interface Label {
  vi: string
  en: string
}

/** A place in the navigation. `main` places come first and fill the bar at the bottom of a phone. */
export interface Place {
  label: Label
  /** One or two syllables for the bar at the bottom of a phone: `Việc` for `Việc cần làm`. */
  short?: Label
  icon: IconName
  order: number
  place: 'main' | 'more'
  /** Who sees it: holders of a permission, or the answer to a question asked of the session. Everybody when absent. */
  for?: Permission | ((session: Session) => boolean)
}

/** One page of a feature, found through `features/<noun>/ui/pages.tsx`. */
export interface Page {
  /** Path with parameters: `/dossiers/$dossierId`. */
  path: string
  /** Loads the component when the page is first opened, so that it costs nothing before. */
  load: () => Promise<ComponentType>
  title: Label
  nav?: Place
  /** Open without signing in. */
  public?: boolean
  /** There in demonstration mode only. */
  demo?: boolean
}

/**
 * What a feature does behind every page for the person signed in, loaded after the first screen; answers with how to end it.
 * A feature may export `background` from its `pages.tsx`.
 */
export type Background = (session: Session) => Promise<() => void>

/** Something the application-wide search can find. */
export interface Found {
  id: string
  title: string
  detail?: string | undefined
  to: string
}

/** Where the application-wide search looks; a feature may export `search` from its `pages.tsx`. */
export interface SearchSource {
  find: (text: string, signal: AbortSignal) => Promise<Found[]>
}

/** Something that stands above every page of those who have to look at it; a feature may export `alarms` from its `pages.tsx`. */
export interface Alarm {
  for: Permission
  /** Loads the component, which shows nothing when all is well. */
  load: () => Promise<ComponentType>
}

/** Whether a place is shown to the person signed in. */
export function isShown(place: Place, session: Session): boolean {
  if (place.for === undefined) return true
  return typeof place.for === 'function' ? place.for(session) : may(session, place.for)
}
