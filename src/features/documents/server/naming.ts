import { sql } from 'kysely'
import { loadPaths } from '#features/dossiers/server/dossierRow.ts'
import { chainAbove, findUnit, listKinds } from '#features/units/server/queries.ts'
import { committeeName, kindOf, placeName } from '#features/units/unit.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Level } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import { anchorDay, type NameOn, type Paper } from '../anchoring.ts'
import type { Frame } from '../content.ts'
import { type NamedUnit, partyOrganisation } from '../issuer.ts'
import type { IssuingBody } from '../issuing.ts'
import type { NamedCell } from '../recognisedCell.ts'
import { findBodySettings } from './issuingBody.ts'

/** A unit as documents of a day name it, with the place they are dated from. */
export type UnitInWords = NamedUnit & { unitId: string; place: string }

type Asking = { tx: Tx; today: string }
type Naming<P extends Paper> = { paper: P; name: NameOn<P>; unitId: string; fact: string }

/**
 * A unit as a paper names it. `fact` is the day of what is told (the day of a draft is today's); which day counts is the
 * paper's (`anchoring.ts`). A unit that did not exist on that day is named as on the nearest day on which it did; nobody
 * issues in the name of one: that refuses with `not_found`.
 */
export async function nameFor<P extends Paper>(
  call: Asking,
  { paper, name, unitId, fact }: Naming<P>,
): Promise<UnitInWords> {
  const day = anchorDay(paper, name, { fact, today: call.today })
  if (name !== 'issuingBody') return unitInWords(call.tx, unitId, await dayOfLife(call.tx, unitId, day))
  return unitInWords(call.tx, unitId, day)
}

/** A cell and the places around it, as a certificate and the page of a title name them. */
export type Places = { unitId: string; name: string } & Record<'commune' | 'district' | 'province', string | null>

export async function placesFor<P extends Paper>(
  { tx, today }: Asking,
  { paper, name, unitId, fact }: Naming<P>,
): Promise<Places> {
  const day = await dayOfLife(tx, unitId, anchorDay(paper, name, { fact, today }))
  const path = (await loadPaths(tx, [unitId], day)).get(unitId) ?? []
  const [unit] = path
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  const at = (level: Level) => path.find((one) => one.level === level)?.name ?? null
  return { unitId, name: unit.name, commune: at('commune'), district: at('district'), province: at('province') }
}

/** The day itself where the unit existed on it, else the nearest one: the last of its life before, or the first after. */
async function dayOfLife(tx: Tx, unitId: string, day: string): Promise<string> {
  const row = await tx
    .selectFrom('unit_version')
    .select(
      sql<string>`greatest(least(${day}::date, coalesce(upper(valid) - 1, ${day}::date)), lower(valid))::text`.as(
        'day',
      ),
    )
    .where('unit_id', '=', unitId)
    .orderBy(sql`valid @> ${day}::date`, 'desc')
    .orderBy(sql`lower(valid) <= ${day}::date`, 'desc')
    .orderBy(sql`abs(lower(valid) - ${day}::date)`)
    .limit(1)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'unit' })
  return row.day
}

async function unitInWords(tx: Tx, unitId: string, on: string): Promise<UnitInWords> {
  const unit = await findUnit(tx, unitId, on)
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  const above = await chainAbove(tx, unitId, on)
  const kinds = await listKinds(tx)
  const kind = kindOf(kinds, unit.kind)
  if (!kind) throw new Error(`no kind ${unit.kind}`)
  const parent = above.at(-1)
  const seat = unit.level === 'cell' || unit.level === 'group' ? parent : unit
  const seatKind = seat && kindOf(kinds, seat.kind)
  return {
    unitId,
    name: unit.name,
    level: unit.level,
    committeeName: committeeName(unit.name, kind),
    committeeWord: kind.committee,
    parentName: parent?.name ?? null,
    place: seat && seatKind ? placeName(seat.name, seatKind) : unit.name,
  }
}

export const cellInWords = ({ name, parentName }: NamedUnit): NamedCell => ({
  name,
  committee: parentName === null ? '' : partyOrganisation(parentName),
})

type Framing = {
  unit: UnitInWords
  body: IssuingBody
  recipients: readonly string[]
  signing: Frame['signing']
}

/** What every draft of a body has in common: its day is today's, its layout the body's own. */
export async function frameOf({ tx, today }: Call, { unit, body, recipients, signing }: Framing): Promise<Frame> {
  const { layout, place } = await findBodySettings(tx, unit.unitId)
  return {
    state: 'draft',
    number: null,
    body,
    place: place ?? unit.place,
    day: today,
    signing,
    recipients,
    settings: layout,
  }
}

/** Not signed yet: the post and the name come with the signature. */
export const unsigned: Frame['signing'] = { form: 'collective', post: '', name: null }
