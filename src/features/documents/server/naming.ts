import { chainAbove, getUnitOnDay, listKinds } from '#features/units/server/queries.ts'
import { committeeName, kindOf, placeName } from '#features/units/unit.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { anchorDay, type NameOn, type Paper } from '../anchoring.ts'
import type { Frame } from '../content.ts'
import { type NamedUnit, partyOrganisation } from '../issuer.ts'
import type { IssuingBody } from '../issuing.ts'
import type { NamedCell } from '../recognisedCell.ts'
import { findBodySettings } from './issuingBody.ts'

/** A unit as documents of a day name it, with the place they are dated from. */
export type UnitInWords = NamedUnit & { unitId: string; place: string }

type Naming<P extends Paper> = { paper: P; name: NameOn<P>; unitId: string; fact: string }

/**
 * A unit as a paper names it. `fact` is the day of what is told (the day of a draft is today's); which day counts is the
 * paper's (`anchoring.ts`). Refuses with `not_found` where the unit did not exist on that day.
 */
export const nameFor = <P extends Paper>(
  { tx, today }: { tx: Tx; today: string },
  { paper, name, unitId, fact }: Naming<P>,
): Promise<UnitInWords> => unitInWords(tx, unitId, anchorDay(paper, name, { fact, today }))

async function unitInWords(tx: Tx, unitId: string, on: string): Promise<UnitInWords> {
  const unit = await getUnitOnDay(tx, unitId, on)
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
