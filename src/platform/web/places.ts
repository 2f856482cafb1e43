import { isShown, type Page, type Place } from './page.ts'
import type { Session } from './session.ts'

export interface ShownPlace extends Place {
  to: string
}

/** The places this person sees, main ones first, each kind in its own order. */
export function placesFor(pages: readonly Page[], session: Session): ShownPlace[] {
  return pages
    .flatMap(({ nav, path }) => (nav && isShown(nav, session) ? [{ ...nav, to: path }] : []))
    .toSorted((a, b) => Number(a.place === 'more') - Number(b.place === 'more') || a.order - b.order)
}

/** The place a path belongs to: the longest one it begins with. */
export function placeOf(places: readonly ShownPlace[], path: string): ShownPlace | undefined {
  return places
    .filter(({ to }) => path === to || path.startsWith(to === '/' ? '//' : `${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0]
}
