import { sql } from 'kysely'
import { z } from 'zod'
import { actingUnits, type ActingUnits, type ChainSource, partsOf, rolesOf } from '#features/dossiers/part.ts'
import { bodyInWords } from '#features/documents/issuer.ts'
import { signerFor } from '#features/documents/server/authority.ts'
import type { Signer } from '#features/documents/server/signing.ts'
import { type Body, chainOn } from '#features/programmes/programme.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import { committeeName } from '#features/units/unit.ts'
import { levels } from '#shared/permission.ts'
import { Problem } from '#shared/problem.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { keepersOf, type TitlePower, titlePowers } from '../power.ts'
import type { TitlePart } from '../title.ts'

/** A title as far as it matters for who may do what with it. */
export type Granted = { cellId: string; grantedBy: string; programme: Programme }

/** A body that holds a power over a title today, and the first day on which it held it. */
export type KeepingBody = { unitId: string; body: Body; since: string }
type Keeping = { acting: ActingUnits | null; keepers: Record<TitlePower, KeepingBody | null> }

const Above = z.object({
  unitId: z.string(),
  name: z.string(),
  label: z.object({ vi: z.string(), en: z.string() }),
  level: z.enum(levels),
  committee: z.string(),
  heirs: z.array(z.object({ powers: z.array(z.enum(titlePowers)), since: z.string() })),
})
type Above = z.infer<typeof Above>

/** Rows of the database's `unit_keepers`: a cell and what is above it, each with the powers it inherited from the granting body. */
export const readAbove = (rows: readonly unknown[]): Above[] => z.array(Above).parse(rows)
export const aboveColumns = sql`unit_id as "unitId", name, label, level, committee, heirs`

async function listAbove(
  { tx, today }: { tx: Tx; today: string },
  { cellId, grantedBy }: Pick<Granted, 'cellId' | 'grantedBy'>,
): Promise<Above[]> {
  const { rows } = await sql`select ${aboveColumns} from unit_keepers(${cellId}, ${grantedBy}, ${today})`.execute(tx)
  return readAbove(rows)
}

/** Who holds the four powers over a title today: a district leaves one heir for each new commune. */
function keepingIn(path: readonly Above[], programme: ChainSource, today: string): Keeping {
  const acting = actingUnits(path, programme, today)
  const { unitId, body } = acting?.decision ?? { unitId: null, body: 'standing_committee' as const }
  const since = chainOn(programme, today)?.validFrom ?? today
  const heirs = path.flatMap((unit) => unit.heirs.map((heir) => ({ ...heir, unitId: unit.unitId })))
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

/** Who holds each power over a title today, and in which parts this person has a share of it. */
export type TitleAuthority = Keeping & {
  partsFor: Record<TitlePower, TitlePart[]>
  belongsToCell: boolean
}

export async function authorityOver(call: Call, granted: Granted): Promise<TitleAuthority> {
  const { actor } = call
  const { acting, keepers } = keepingIn(await listAbove(call, granted), granted.programme, call.today)
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
  return inChargeIn(await listAbove(call, granted), granted.programme, call.today)
}

export function inChargeIn(path: readonly Above[], programme: ChainSource, today: string): InCharge[] {
  const { keepers } = keepingIn(path, programme, today)
  const held = titlePowers.flatMap((power) => {
    const keeper = keepers[power]
    return keeper === null ? [] : [{ ...keeper, power }]
  })
  return [...Map.groupBy(held, ({ unitId, since }) => `${unitId}/${since}`).values()].flatMap((same) => {
    const [first] = same
    const name = first === undefined ? null : nameIn(path, first)
    if (first === undefined || name === null) return []
    return [{ unitId: first.unitId, name, since: first.since, powers: same.map(({ power }) => power) }]
  })
}

function nameIn(path: readonly Above[], { unitId, body }: KeepingBody): string | null {
  const at = path.findIndex((unit) => unit.unitId === unitId)
  const keeper = path[at]
  if (keeper === undefined) return null
  const { name, level, committee } = keeper
  const parentName = path[at + 1]?.name ?? null
  return bodyInWords(
    { name, level, committeeName: committeeName(name, keeper), committeeWord: committee, parentName },
    body,
  )
}
