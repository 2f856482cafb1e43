import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#shared/problem.ts'
import { hashOf } from '#platform/server/id.ts'
import type { Call } from '#platform/server/serve.ts'
import type { ErasureRow, PreviewView } from '../erasureView.ts'
import {
  type ExpiringKind,
  expiringKinds,
  fateOf,
  fieldsOf,
  refusePerson,
  type StandingKind,
  standingKinds,
  tellingColumns,
} from '../erasure.ts'
import { refusals } from '../refusal.ts'
import { isSecret, tableOf } from '../register.ts'
import { loadRegister } from './registerPage.ts'
import { daysInForce } from './settings.ts'

const DAY_MS = 86_400_000

/** Before when each kind had ended, as it was seen. */
export type Befores = readonly { kind: string; before: string | null }[]

/**
 * Exactly what would go or lose its name, what stays and why. Looks at the same rows with the same days have the same hash;
 * `befores` are the days of an earlier look, so that a proposal waits for its second person over midnight.
 */
export async function previewErasure(
  call: Call,
  personId: string | undefined,
  befores?: Befores,
): Promise<PreviewView> {
  return personId === undefined ? previewExpired(call, befores) : previewPerson(call, personId)
}

async function previewExpired(call: Call, befores: Befores | undefined): Promise<PreviewView> {
  const days = await daysInForce(call.tx)
  const beforeOf = (kind: ExpiringKind | StandingKind): string | null => {
    if (befores) return befores.find((known) => known.kind === kind)?.before ?? null
    const kept = days(`keep.${kind}`)
    return kept === null ? null : new Date(Date.parse(`${call.today}T00:00:00+07:00`) - kept * DAY_MS).toISOString()
  }
  const expired: PreviewView['expired'] = []
  const digests: string[] = []
  for (const kind of expiringKinds) {
    const before = beforeOf(kind)
    const found = before === null ? null : await summaryOf(call, kind, before)
    expired.push({ kind, before, rows: found?.rows ?? 0 })
    digests.push(found?.digest ?? '')
  }
  const standing: PreviewView['standing'] = []
  for (const kind of standingKinds) {
    const before = befores ? null : beforeOf(kind)
    if (before === null) continue
    const { rows, people } = await summaryOf(call, kind, before)
    standing.push({ kind, before, rows, people })
  }
  const blocked = expired.every(({ rows }) => rows === 0) ? refusals.nothing_to_erase[call.language] : null
  return { hash: hashOf({ expired, digests }), expired, standing, person: null, blocked }
}

const Summary = z.object({
  rows: z.coerce.number(),
  digest: z.string(),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
})

async function summaryOf({ tx, today }: Call, kind: ExpiringKind | StandingKind, before: string) {
  const { rows } = await sql`
    select * from retention_summary(${kind}, ${before}::timestamptz, ${today}::date)`.execute(tx)
  return Summary.parse(rows[0])
}

/** Rows that an erasure, or looking at it, changes by itself: they are no reason to look again, and nothing of them goes. */
const growing: readonly string[] = ['journal', 'erasure']

async function previewPerson(call: Call, personId: string): Promise<PreviewView> {
  const subject = await getSubject(call, personId)
  const about = await rowsAbout(call, personId)
  const tables = about.map(({ place, rows, columns }) => ({
    table: place,
    rows,
    fate: fateOf(place),
    fields: [...fieldsOf(place, columns)],
  }))
  const which = about.filter(({ place }) => !growing.includes(place)).map(({ place, digest }) => [place, digest])
  const refusal = refusePerson(subject)
  return {
    hash: hashOf({ personId, which }),
    expired: [],
    standing: [],
    person: { id: subject.id, name: subject.name, tables },
    blocked: refusal && refusals[refusal][call.language],
  }
}

const About = z.object({
  place: z.string(),
  rows: z.coerce.number(),
  digest: z.string(),
  columns: z.array(z.string()),
})

async function rowsAbout({ tx }: Call, personId: string) {
  const { rows } = await sql`select * from rows_about(${personId}::uuid)`.execute(tx)
  return z.array(About).parse(rows)
}

/** Who is to be made anonymous, and whether that is possible now. */
export async function getSubject({ tx, today }: Call, personId: string) {
  const person = await tx.selectFrom('person').select(['id', 'name']).where('id', '=', personId).executeTakeFirst()
  if (!person) throw new Problem('not_found', { reason: 'person' })
  const inOffice = await tx
    .selectFrom('position')
    .select('id')
    .where('person_id', '=', personId)
    .where(sql<boolean>`valid && daterange(${today}::date, null)`)
    .limit(1)
    .executeTakeFirst()
  const hold = await tx
    .selectFrom('data_hold')
    .select('id')
    .where('person_id', '=', personId)
    .where('lifted_on', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return { ...person, inOffice: inOffice !== undefined, onHold: hold !== undefined }
}

type Asked = { of: string; personId?: string | undefined; cursor?: string | undefined; limit: number }

/** Row by row, in the order of their keys. */
export async function listErasureRows(call: Call, asked: Asked): Promise<{ items: ErasureRow[]; next: string | null }> {
  const rows = asked.personId === undefined ? await expiredRows(call, asked) : await personRows(call, asked)
  const items = rows.slice(0, asked.limit)
  return { items, next: rows.length > asked.limit ? (items.at(-1)?.key ?? null) : null }
}

const Item = z.object({ key: z.string(), item: z.record(z.string(), z.unknown()) })

async function personRows(call: Call, { of, personId = '', cursor, limit }: Asked): Promise<ErasureRow[]> {
  const part = (await rowsAbout(call, personId)).find(({ place }) => place === of)
  if (!part) return []
  const wanted = await shownColumns(of, part.columns)
  const { rows } = await sql`
    select key, item from erasure_rows(${personId}::uuid, ${of}, ${wanted}::text[], ${cursor ?? null}, ${limit + 1})`.execute(
    call.tx,
  )
  return z
    .array(Item)
    .parse(rows)
    .map(({ key, item }) => ({
      key,
      personId,
      fields: Object.entries(item)
        .filter(([, value]) => value !== null)
        .map(([column, value]) => ({ column, value })),
    }))
}

/** What nobody reads is not shown here either; of what goes or loses its name all the rest is. */
async function shownColumns(table: string, pointing: readonly string[]): Promise<string[]> {
  const fate = fateOf(table)
  if (fate === 'anonymous') return [...fieldsOf(table, pointing)]
  if (fate !== 'goes') return [...tellingColumns]
  const { entries } = await loadRegister()
  const readable = entries
    .filter((entry) => !isSecret(entry))
    .flatMap(({ columns }) => columns.filter((column) => tableOf(column) === table))
    .map((column) => column.slice(table.length + 1))
    .filter((column) => !pointing.includes(column) && !['id', 'answer'].includes(column))
  return [...new Set([...readable, ...tellingColumns])]
}

const Expired = z.object({ key: z.string(), at: z.date(), who: z.string().nullable(), id: z.string().nullable() })

async function expiredRows(call: Call, { of, cursor, limit }: Asked): Promise<ErasureRow[]> {
  const kind = [...expiringKinds, ...standingKinds].find((known) => known === of)
  const days = kind && (await daysInForce(call.tx))(`keep.${kind}`)
  if (kind === undefined || days === null || days === undefined) return []
  const before = new Date(Date.parse(`${call.today}T00:00:00+07:00`) - days * DAY_MS).toISOString()
  const { rows } = await sql`
    select r.key, r.at, p.name as who, p.id
    from retention_rows(${kind}, ${before}::timestamptz) r left join person p on p.id = r.persons[1]
    where ${cursor ?? null}::text is null or r.key > ${cursor ?? null} order by r.key limit ${limit + 1}`.execute(
    call.tx,
  )
  return z
    .array(Expired)
    .parse(rows)
    .map(({ key, at, who, id }) => ({
      key,
      personId: id,
      fields: [
        { column: 'ended_at', value: at.toISOString() },
        ...(who === null ? [] : [{ column: 'person_id', value: who }]),
      ],
    }))
}
