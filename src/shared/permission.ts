/** Who may do an action: declared once beside the contract, enforced once by the server, readable by an official. */

/** Levels of the organisation, from above to below. The kind of a unit (xã, phường, ấp…) tells its level. */
export const levels = ['province', 'district', 'commune', 'cell', 'group', 'body'] as const
export type Level = (typeof levels)[number]

/** What a position makes a person on its unit; the unit's level tells the rest. */
export const roles = [
  'secretary',
  'deputy_secretary',
  'standing_member',
  'committee_member',
  'organising_head',
  'organising_officer',
  'member',
  'viewer',
  'administrator',
] as const
export type Role = (typeof roles)[number]

/**
 * A position held today, as permissions see it. `only`: what has been delegated through it by whoever holds it, and
 * nothing else.
 */
export type HeldPosition = { unitId: string; level: Level; role: Role; only?: readonly string[] | undefined }

/** `[from, to)`; without a side, open on it. */
export type Lasting = { from?: string; to?: string }

/**
 * Levels that hold powers in a period only: districts ended on 30 June 2025 (Nghị quyết 202/2025/QH15 and 1654 to
 * 1687/NQ-UBTVQH15).
 */
export const levelLasts: Partial<Record<Level, Lasting>> = { district: { to: '2025-07-01' } }

/** `anyone` needs no sign-in; `signed_in` a person with an account; otherwise a position of one of these kinds. */
export type Holders = 'anyone' | 'signed_in' | readonly { level: Level; roles: readonly Role[] }[]

/**
 * Over which units a position reaches. `below`: its unit and everything under it. `own`: its unit alone. `directly_below`:
 * the units right under it. `part`: where it has a part in the case at hand (the cell's, its commune's, a seat in its
 * team, the body that decides), which `steps` tells. `self`: the person's own things. `all`: the same for everybody.
 */
export const reaches = ['below', 'own', 'directly_below', 'part', 'self', 'all'] as const
export type Reach = (typeof reaches)[number]

export type Limits = {
  over?: Reach
  /** The action exists in this period only. */
  during?: Lasting
  /** What leaders may hand to somebody for a time, by a decision. Nothing that is signed in one's own post. */
  delegable?: boolean
  /** Somebody else must have prepared what is decided here. */
  secondPerson?: boolean
}

export type Permission = Readonly<Limits> & {
  /** `noun.verb`, stable. */
  code: string
  title: { vi: string; en: string }
  by: Holders
  over: Reach
}

export function permission(
  code: string,
  title: { vi: string; en: string },
  by: Holders,
  limits: Limits = {},
): Permission {
  return { over: typeof by === 'string' ? 'all' : 'below', ...limits, code, title, by }
}

const lasts = ({ from, to }: Lasting, on: string): boolean =>
  (from === undefined || from <= on) && (to === undefined || on < to)

/** Does one of these positions grant the permission at all on this day? Jurisdiction and stage are checked on the object. */
export function grants(wanted: Permission, held: readonly HeldPosition[], signedIn: boolean, on: string): boolean {
  if (!lasts(wanted.during ?? {}, on)) return false
  if (wanted.by === 'anyone') return true
  if (wanted.by === 'signed_in') return signedIn
  return wanted.by.some(({ level, roles: allowed }) =>
    held.some(
      ({ only, ...position }) =>
        position.level === level &&
        lasts(levelLasts[level] ?? {}, on) &&
        allowed.includes(position.role) &&
        (only === undefined || only.includes(wanted.code)),
    ),
  )
}

/** The leading people of a committee, who act in its name. */
export const leaders: readonly Role[] = ['secretary', 'deputy_secretary']
/** Those who prepare and check papers for a committee: Ban Tổ chức, since 1 July 2025 Ban xây dựng Đảng. */
export const organisers: readonly Role[] = ['organising_head', 'organising_officer']
/** The standing committee (ban thường vụ) and its leaders. */
export const standing: readonly Role[] = ['secretary', 'deputy_secretary', 'standing_member']
