import { oc } from '@orpc/contract'
import { z } from 'zod'
import type { Permission } from './permission.ts'
import { tidy } from './text.ts'

export type EndpointMeta = { permission: Permission }

/** Every endpoint starts here, so none can be written without saying who may call it. */
export function endpoint(permission: Permission) {
  return oc.$meta<EndpointMeta>({ permission })
}

/** An id; those of things a client makes are UUIDv7 of its own, so that a repeated request is the same thing. */
export const Id = z.uuid()
/** A calendar day, `YYYY-MM-DD`, between 1930 and 2100: the Party's own life is the widest range a record can have. */
export const Day = z.iso.date().refine((day) => day >= '1930-01-01' && day <= '2100-12-31', 'day_out_of_range')
export const Year = z.coerce.number().int().min(1930).max(2100)
/** The version a writer has seen; the write is refused when it is no longer the newest. */
export const Version = z.number().int().min(1)
/** One line of text, composed (NFC), without control characters. */
export const Line = (max = 300) => text(1, max)
/** Text that may be empty. */
export const Note = (max = 4000) => text(0, max)

function text(min: number, max: number) {
  return z
    .string()
    .max(max * 2)
    .transform((value) => value.split('\n').map(tidy).join('\n').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((value) => !/(?!\n)\p{Cc}/u.test(value), 'control_characters'),
    )
}

/**
 * Something about a person, with the column of the register (`docs/privacy.md`) it comes from: whoever reads it leaves a
 * line in the journal, unless it is about themselves or about somebody in a public role.
 */
export type PersonalMark = { column: string; role?: 'public' }
export function personal<S extends z.ZodType>(schema: S, column: string, role?: 'public'): S {
  return schema.meta({ 'x-personal': role === undefined ? column : `${column} (${role})` })
}
export function personalMark(schema: z.ZodType): PersonalMark | null {
  const mark = schema.meta()?.['x-personal']
  const [, column, role] = typeof mark === 'string' ? (/^(\S+)( \(public\))?$/u.exec(mark) ?? []) : []
  if (column === undefined) return null
  return role === undefined ? { column } : { column, role: 'public' }
}
/** The name of a person, as it is read. */
export const PersonalName = personal(z.string(), 'person.name')

/** A legal or official document is known by number and date, never by number alone. */
export const DocumentReference = z.object({ number: Line(60), date: Day, issuer: Note(200).optional() })
export type DocumentReference = z.infer<typeof DocumentReference>

/** Keyset paging: pass `cursor` of one page to get the next. */
export const PageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), next: z.string().nullable() })

export const bases = ['then', 'now'] as const
/** *As then*: the tree of that day. *As now*: old facts in today's tree, through lineage. */
export const Basis = z.enum(bases)
export type Basis = z.infer<typeof Basis>
