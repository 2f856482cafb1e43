import { sql } from 'kysely'
import { actingUnits, type ActingUnits, partsOf, rolesOf } from '#features/dossiers/part.ts'
import { loadPaths, type UnitOnPath } from '#features/dossiers/server/dossierRow.ts'
import { bodyInWords } from '#features/documents/issuer.ts'
import { unitInWords } from '#features/documents/server/naming.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import type { Signer } from '#features/documents/server/signing.ts'
import { chainOn } from '#features/programmes/programme.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import type { TitlePart } from '../title.ts'

/** Who decides on a cell's titles today, and whether this person is one of them. */
export type TitleAuthority = {
  path: UnitOnPath[]
  acting: ActingUnits | null
  parts: TitlePart[]
  belongsToCell: boolean
}

export async function authorityOnCell(call: Call, cellId: string, programme: Programme): Promise<TitleAuthority> {
  const { tx, actor, today } = call
  const path = (await loadPaths(tx, [cellId], today)).get(cellId) ?? []
  const acting = actingUnits(path, programme, today)
  const held = partsOf(actor, acting, cellId)
  const parts = (['decision_body', 'commune'] as const).filter((part) => held.includes(part))
  return { path, acting, parts, belongsToCell: actor.positions.some(({ unitId }) => unitId === cellId) }
}

/** The person as they sign for the body that decides: the post held there. */
export function signerOfBody(call: Call, { unitId, body }: ActingUnits['decision']): Signer {
  const signer = unitId === null ? null : signerFor(call.actor, unitId, rolesOf[body])
  if (signer === null) throw new Problem('forbidden', { reason: 'not_your_part' })
  return signer
}

export type InCharge = { unitId: string; name: string; since: string }

/**
 * The body that keeps the title and may revoke it today: the heir that a decision names for this cell, else the deciding
 * body of the chain. `since` is the first day on which it held these powers.
 */
export async function inChargeOf(
  { tx, today }: { tx: Tx; today: string },
  { cellId, grantedBy, programme }: { cellId: string; grantedBy: string; programme: Programme },
): Promise<InCharge | null> {
  const path = (await loadPaths(tx, [cellId], today)).get(cellId) ?? []
  const acting = actingUnits(path, programme, today)
  const { unitId, body } = acting?.decision ?? { unitId: null, body: 'standing_committee' as const }
  if (unitId === null) return null
  const heir = await tx
    .selectFrom('authority_succession')
    .select(sql<string>`lower(valid)::text`.as('since'))
    .where('from_unit_id', '=', grantedBy)
    .where('to_unit_id', '=', unitId)
    .where(sql<boolean>`valid @> ${today}::date and powers && array['title', 'decision']`)
    .executeTakeFirst()
  const since = heir?.since ?? chainOn(programme, today)?.validFrom ?? today
  return { unitId, name: bodyInWords(await unitInWords(tx, unitId, today), body), since }
}
