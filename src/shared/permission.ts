/** Who may do an action: declared once beside the contract, enforced once by the server, readable by an official. */

/** Levels of the organisation, from above to below. The kind of a unit (xã, phường, ấp…) tells its level. */
export const levels = ['province', 'district', 'commune', 'cell', 'group'] as const
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

/** A position held today, as permissions see it. */
export type HeldPosition = { unitId: string; level: Level; role: Role }

/** `anyone` needs no sign-in; `signed_in` a person with an account; otherwise a position of one of these kinds. */
export type Holders = 'anyone' | 'signed_in' | readonly { level: Level; roles: readonly Role[] }[]

export type Permission = {
  /** `noun.verb`, stable. */
  code: string
  title: { vi: string; en: string }
  by: Holders
}

/** Over which units it reaches is not said here: always the unit of the position and everything below it. */
export function permission(code: string, title: { vi: string; en: string }, by: Holders): Permission {
  return { code, title, by }
}

/** Does one of these positions grant the permission at all? Jurisdiction and stage are checked on the object. */
export function grants(wanted: Permission, held: readonly HeldPosition[], signedIn: boolean): boolean {
  if (wanted.by === 'anyone') return true
  if (wanted.by === 'signed_in') return signedIn
  return wanted.by.some(({ level, roles: allowed }) =>
    held.some((position) => position.level === level && allowed.includes(position.role)),
  )
}

/** The leading people of a committee, who act in its name. */
export const leaders: readonly Role[] = ['secretary', 'deputy_secretary']
/** Those who prepare and check papers for a committee: Ban Tổ chức, since 1 July 2025 Ban xây dựng Đảng. */
export const organisers: readonly Role[] = ['organising_head', 'organising_officer']
/** The standing committee (ban thường vụ) and its leaders. */
export const standing: readonly Role[] = ['secretary', 'deputy_secretary', 'standing_member']
