import { useQuery, useQueryClient } from '@tanstack/react-query'
import { send } from './api.ts'
import type { Lang } from './currentLang.ts'

/** A position somebody holds on a unit; what may be done follows from it. */
export interface Position {
  unitId: string
  unitName: string
  unitKind: string
  role: string
  validFrom: string
  validTo: string | null
}

/** Who is looking at the screen. */
export interface Session {
  person: { id: string; name: string } | null
  positions: Position[]
  permissions: string[]
  /** Demonstration data: invented people, accounts shown on the sign-in page. */
  demo: boolean
  language: Lang
}

const KEY = ['session']

async function fetchSession(): Promise<Session> {
  const response = await send('/api/v1/session')
  const body: Session = await response.json()
  return body
}

/** The session, or `undefined` while it is not known yet. */
export function useSession() {
  return useQuery({ queryKey: KEY, queryFn: fetchSession, staleTime: 60_000 })
}

/** The session on a page that is only reachable signed in. */
export function useSignedIn(): Session {
  const { data } = useSession()
  if (!data) throw new Error('No session: this page must not be public')
  return data
}

/** Whether the person signed in holds a permission anywhere. What may be done to one record travels with the record. */
export function useMay(permission: string): boolean {
  return useSession().data?.permissions.includes(permission) ?? false
}

/** Ends the session and forgets every answer it was given. */
export function useSignOut() {
  const client = useQueryClient()
  return async () => {
    await send('/api/v1/session', { method: 'DELETE' })
    client.clear()
  }
}

/** To be called when somebody has just signed in. */
export function useSignedInNow() {
  const client = useQueryClient()
  return () => client.resetQueries()
}
