import { sql } from 'kysely'
import { z } from 'zod'
import { actingUnits, type ActingUnits, type ChainSource, partsOf, rolesOf } from '#features/dossiers/part.ts'
import { loadPaths, type UnitOnPath } from '#features/dossiers/server/dossierRow.ts'
import { bodyInWords } from '#features/documents/issuer.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import type { Signer } from '#features/documents/server/signing.ts'
import { chainOn } from '#features/programmes/programme.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { committeeName } from '#features/units/unit.ts'
import { levels } from '#shared/permission.ts'
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

const Keeper = z.object({
  unitId: z.string(),
  name: z.string(),
  label: z.object({ vi: z.string(), en: z.string() }),
  level: z.enum(levels),
  committee: z.string(),
  heirSince: z.string().nullable(),
})
type Keeper = z.infer<typeof Keeper>

/** Rows of the database's `unit_keepers`: a cell and what is above it, each perhaps heir of the body that granted. */
export const readKeepers = (rows: readonly unknown[]): Keeper[] => z.array(Keeper).parse(rows)
export const keeperColumns = sql`unit_id as "unitId", name, label, level, committee, heir_since::text as "heirSince"`

export async function keepersOf(
  { tx, today }: { tx: Tx; today: string },
  { cellId, grantedBy }: { cellId: string; grantedBy: string },
): Promise<Keeper[]> {
  const { rows } = await sql`select ${keeperColumns} from unit_keepers(${cellId}, ${grantedBy}, ${today})`.execute(tx)
  return readKeepers(rows)
}

/**
 * The body that keeps the title and may revoke it today: the heir that a decision names for this cell, else the deciding
 * body of the chain. `since` is the first day on which it held these powers.
 */
export function inChargeOf(path: readonly Keeper[], programme: ChainSource, today: string): InCharge | null {
  const { unitId, body } = actingUnits(path, programme, today)?.decision ?? { unitId: null, body: null }
  const at = path.findIndex((unit) => unit.unitId === unitId)
  const keeper = path[at]
  if (!keeper || body === null) return null
  const { name, level, committee } = keeper
  const unit = {
    name,
    level,
    committeeName: committeeName(name, keeper),
    committeeWord: committee,
    parentName: path[at + 1]?.name ?? null,
  }
  const since = keeper.heirSince ?? chainOn(programme, today)?.validFrom ?? today
  return { unitId: keeper.unitId, name: bodyInWords(unit, body), since }
}
