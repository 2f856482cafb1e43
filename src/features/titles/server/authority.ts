import { sql } from 'kysely'
import { z } from 'zod'
import { actingUnits, type ActingUnits, partsOf, rolesOf } from '#features/dossiers/part.ts'
import { loadPaths } from '#features/dossiers/server/dossierRow.ts'
import { bodyInWords } from '#features/documents/issuer.ts'
import { nameFor } from '#features/documents/server/naming.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import type { Signer } from '#features/documents/server/signing.ts'
import { type Body, chainOn } from '#features/programmes/programme.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { Problem } from '#shared/problem.ts'
import { fold } from '#shared/text.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { type Heir, keepersOf, type TitlePower, titlePowers } from '../power.ts'
import type { TitlePart } from '../title.ts'

/** A title as far as it matters for who may do what with it. */
export type Granted = { cellId: string; grantedBy: string; programme: Programme }

/** A body that holds a power over a title today, and the first day on which it held it. */
export type KeepingBody = { unitId: string; body: Body; since: string }
type Keeping = { acting: ActingUnits | null; keepers: Record<TitlePower, KeepingBody | null> }

/** Who holds the four powers over a title today. */
async function keepingOf(
  { tx, today }: { tx: Tx; today: string },
  { cellId, grantedBy, programme }: Granted,
): Promise<Keeping> {
  const path = (await loadPaths(tx, [cellId], today)).get(cellId) ?? []
  const acting = actingUnits(path, programme, today)
  const { unitId, body } = acting?.decision ?? { unitId: null, body: 'standing_committee' as const }
  const since = chainOn(programme, today)?.validFrom ?? today
  const above = path.map((unit) => unit.unitId)
  const heirs = await heirsOf(tx, { grantedBy, above, today })
  const keepers = keepersOf(heirs, unitId === null ? null : { unitId, since })
  const placed = (power: TitlePower) => keepers[power] && { ...keepers[power], body }
  return {
    acting,
    keepers: {
      confirm: placed('confirm'),
      re_appraise: placed('re_appraise'),
      revoke: placed('revoke'),
      correct: placed('correct'),
    },
  }
}

const HeirRow = z.object({ unitId: z.string(), powers: z.array(z.enum(titlePowers)), since: z.string() })

/** The heirs of the granting body among the units above the cell: a district leaves one for each new commune. */
async function heirsOf(
  tx: Tx,
  { grantedBy, above, today }: { grantedBy: string; above: readonly string[]; today: string },
): Promise<Heir[]> {
  const rows = await tx
    .selectFrom('authority_succession')
    .select(['to_unit_id as unitId', 'powers', sql<string>`lower(valid)::text`.as('since')])
    .where('from_unit_id', '=', grantedBy)
    .where(sql<boolean>`to_unit_id = any(${above}::uuid[]) and valid @> ${today}::date`)
    .execute()
  return z.array(HeirRow).parse(rows)
}

/** Who holds each power over a title today, and in which parts this person has a share of it. */
export type TitleAuthority = Keeping & {
  partsFor: Record<TitlePower, TitlePart[]>
  belongsToCell: boolean
}

export async function authorityOver(call: Call, granted: Granted): Promise<TitleAuthority> {
  const { actor } = call
  const { acting, keepers } = await keepingOf(call, granted)
  const commune: TitlePart[] = partsOf(actor, acting, granted.cellId).includes('commune') ? ['commune'] : []
  const decides = (keeper: KeepingBody | null): boolean =>
    actor.positions.some((held) => held.unitId === keeper?.unitId && rolesOf[keeper.body].includes(held.role))
  const parts = (power: TitlePower): TitlePart[] => [
    ...(decides(keepers[power]) ? (['decision_body'] as const) : []),
    ...commune,
  ]
  return {
    acting,
    keepers,
    partsFor: {
      confirm: parts('confirm'),
      re_appraise: parts('re_appraise'),
      revoke: parts('revoke'),
      correct: parts('correct'),
    },
    belongsToCell: actor.positions.some(({ unitId }) => unitId === granted.cellId),
  }
}

/** The person as they sign for the body that decides: the post held there. */
export function signerOfBody(call: Call, { unitId, body }: { unitId: string | null; body: Body }): Signer {
  const signer = unitId === null ? null : signerFor(call.actor, unitId, rolesOf[body])
  if (signer === null) throw new Problem('forbidden', { reason: 'not_your_part' })
  return signer
}

export type InCharge = { unitId: string; name: string; since: string; powers: TitlePower[] }

/** The bodies that hold the powers over a title today, each once with what it holds and since when. */
export async function inChargeOf(call: { tx: Tx; today: string }, granted: Granted): Promise<InCharge[]> {
  const { keepers } = await keepingOf(call, granted)
  const held = titlePowers.flatMap((power) => {
    const keeper = keepers[power]
    return keeper === null ? [] : [{ ...keeper, power }]
  })
  const told: InCharge[] = []
  for (const same of Map.groupBy(held, ({ unitId, since }) => `${unitId}/${since}`).values()) {
    const [first] = same
    if (first === undefined) continue
    const name = bodyInWords(
      await nameFor(call, { paper: 'titlePage', name: 'keeper', unitId: first.unitId, fact: first.since }),
      first.body,
    )
    told.push({ unitId: first.unitId, name, since: first.since, powers: same.map(({ power }) => power) })
  }
  return told
}

/** The granting body with its place, as on the day of the grant: records taken over from paper may name the body alone. */
export async function grantedByInWords(
  call: { tx: Tx; today: string },
  {
    grantedBy: unitId,
    grantedBody,
    recognisedOn: fact,
  }: { grantedBy: string; grantedBody: string; recognisedOn: string },
): Promise<string> {
  const { place } = await nameFor(call, { paper: 'titlePage', name: 'grantingBody', unitId, fact })
  return fold(grantedBody).includes(fold(place)) ? grantedBody : `${grantedBody} ${place}`
}
