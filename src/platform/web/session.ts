import { useQuery, useQueryClient } from '@tanstack/react-query'
import { dayOf } from '#shared/format.ts'
import { grants, type HeldPosition, type Permission } from '#shared/permission.ts'
import { send } from './api.ts'
import { isLost } from './attempt.ts'

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

/** Where a device remembers who was signed in, so that its records open without a network. */
const REMEMBERED = 'vung-manh.session'
/** A network that is there in name only is not waited for longer than this, where the device knows who it is. */
const PATIENCE = 6000

function remembered(): Session | null {
  const text = localStorage.getItem(REMEMBERED)
  return text === null ? null : (JSON.parse(text) as Session)
}

/** The session by the server; without a network, the one this device last heard of, until somebody signs out. */
async function fetchSession(): Promise<Session> {
  const last = remembered()
  try {
    const response = await send('/api/v1/session', last ? { signal: AbortSignal.timeout(PATIENCE) } : {})
    const body: Session = await response.json()
    if (body.person) localStorage.setItem(REMEMBERED, JSON.stringify(body))
    else localStorage.removeItem(REMEMBERED)
    return body
  } catch (error) {
    if (last && isLost(error)) return last
    throw error
  }
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
  localStorage.removeItem(REMEMBERED)
  location.assign('/sign-in')
}

/** To be called when somebody has just signed in: everything is asked again in their name. */
export function useSignedInNow() {
  const client = useQueryClient()
  return () => client.resetQueries()
}
