import { useLocation, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent } from 'react'

/** A parameter of the page's path: `useParam('dossierId')` on `/dossiers/$dossierId`. */
export function useParam(name: string): string {
  const params: Record<string, string | undefined> = useParams({ strict: false })
  const value = params[name]
  if (value === undefined) throw new Error(`The path of this page has no parameter ${name}`)
  return value
}

/** What is written after `?`: kept in the address, so that a list filtered by somebody can be sent to somebody else. */
export function useSearchParam(name: string): [string | undefined, (value: string | undefined) => void] {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const change = useChangeSearch()
  const value = search[name]
  return [typeof value === 'string' ? value : undefined, (next) => change({ [name]: next })]
}

/** Changes several words of the query at once; `undefined` takes a word away. */
export function useChangeSearch(): (changes: Record<string, string | undefined>) => void {
  const router = useRouter()
  return (changes) => {
    const query = new URLSearchParams(location.search)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined || value === '') query.delete(name)
      else query.set(name, value)
    }
    const text = query.toString()
    router.history.replace(`${location.pathname}${text ? `?${text}` : ''}`)
  }
}

/** Goes to another page after a deed: `go('/dossiers/123')`. */
export function useGo(): (to: string) => void {
  const router = useRouter()
  return (to) => router.history.push(to)
}

/** Told the place in the page that the address points at (`item-TC1` of `…#item-TC1`), each time somebody goes there. */
export function useHash(onPlace: (place: string) => void): void {
  const location = useLocation()
  const onArrival = useEffectEvent(onPlace)
  useEffect(() => {
    if (location.hash) onArrival(location.hash)
  }, [location])
}
