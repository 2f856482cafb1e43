import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dayOf } from '#shared/format.ts'
import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import { send } from './api.ts'

/** A position somebody holds on a unit; what may be done follows from it. */
export interface Position extends HeldPosition {
  id: string
  unitName: string
  unitKind: string
  /** In words: `Bí thư chi bộ`. */
  title: string
  validFrom: string
  validTo: string | null
}

/** Who is looking at the screen. */
export interface Session {
  person: { id: string; name: string } | null
  positions: Position[]
  /** What others who hold positions have delegated for a time. */
  delegations: Position[]
  /** Appraisal teams the person sits on today. */
  teams: { teamId: string; unitId: string; part: string }[]
  /** Demonstration data: invented people, accounts shown on the sign-in page. */
  demo: boolean
  /** What the province's own login is called, where there is one. */
  provinceLogin: string | null
  /** The calendar day of the server, which deadlines are counted from. */
  today: string
}

/** Under which the session is remembered. */
export const SESSION = ['session']

async function fetchSession(): Promise<Session> {
  const response = await send('/api/v1/session')
  const body: Session = await response.json()
  return body
}

/** The session, or `undefined` while it is not known yet. */
export function useSession() {
  return useQuery({ queryKey: SESSION, queryFn: fetchSession, staleTime: 60_000 })
}

/** The session on a page that is only reachable signed in. */
export function useSignedIn(): Session {
  const { data } = useSession()
  if (!data) throw new Error('No session: this page must not be public')
  return data
}

/** Whether a permission is held anywhere. What may be done to one record travels with the record. */
export const may = (session: Session, permission: Permission): boolean =>
  grants(permission, [...session.positions, ...session.delegations], session.person !== null, session.today)

/** `may`, of the person signed in. */
export function useMay(permission: Permission): boolean {
  const { data } = useSession()
  return data ? may(data, permission) : false
}

const openedOn = dayOf(new Date())

/** Today as the server sees it; the device's day until it has answered. */
export function useToday(): string {
  return useSession().data?.today ?? openedOn
}

/** Ends the session. The application is loaded anew, so that nothing of it stays in memory on a shared device. */
export async function signOut(): Promise<void> {
  await send('/api/auth/sign-out', { method: 'POST' })
  location.assign('/sign-in')
}

/** To be called when somebody has just signed in: everything is asked again in their name. */
export function useSignedInNow() {
  const client = useQueryClient()
  return () => client.resetQueries()
}
