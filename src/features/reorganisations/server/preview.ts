import { sql } from 'kysely'
import { addDays } from '#shared/format.ts'
import type { Tx } from '#platform/server/database.ts'
import { choicesOf } from '../applying.ts'
import type { Preview } from '../contract.ts'
import { wordsFor } from '../messages.ts'
import type { PlanFile } from '../planFile.ts'
import { standsOn, type Tree, versionsOf } from '../tree.ts'
import { endedBy, type Laid } from './apply.ts'

/** What a plan makes of every unit it touches, what hangs on them, and what still stands in its way. */
export async function showPreview(tx: Tx, file: PlanFile, laid: Laid): Promise<Preview> {
  const { bound, operations, result, hash } = laid
  const refused = 'refusals' in result ? result.refusals : []
  const after = 'refusals' in result ? bound.tree : result.tree
  const changed = 'refusals' in result ? new Set<string>() : result.changed
  const name = nameIn(after, operationNames(laid))
  return {
    hash,
    already: bound.already,
    refusals: refused.map(({ why, unitId, unitIds, on, operation }) => ({
      why,
      words: wordsFor('refusals', why),
      unit: name(unitId),
      others: unitIds.map(name),
      on,
      operation,
    })),
    choices: choicesOf(bound.tree, operations).map(({ unitId, intoIds, undecided }) => ({
      unit: name(unitId),
      into: intoIds.map(name),
      undecided: undecided.map(name),
    })),
    becomes: [...changed].map((unitId) => becomingOf(unitId, file.effective, bound.tree, after, name)),
    affected: await countAffected(tx, [...changed], endedBy(bound.tree, after, changed, file.effective)),
  }
}

type Name = (unitId: string) => { id: string; name: string }

const operationNames = ({ operations }: Laid): Map<string, string> =>
  new Map(operations.flatMap((one) => (one.do === 'create' ? [[one.unitId, one.name] as const] : [])))

const nameIn =
  (tree: Tree, made: ReadonlyMap<string, string>): Name =>
  (id) => ({ id, name: versionsOf(tree, id).at(-1)?.name ?? made.get(id) ?? id })

function becomingOf(unitId: string, on: string, before: Tree, after: Tree, name: Name): Preview['becomes'][number] {
  const old = standsOn(before, unitId, addDays(on, -1))
  const next = standsOn(after, unitId, on)
  const within = (version: typeof old) =>
    version
      ? [version.name, version.parentId === null ? '' : name(version.parentId).name].filter(Boolean).join(', ')
      : null
  const same = old !== undefined && next !== undefined && old.name === next.name && old.kind === next.kind
  return {
    unit: name(unitId),
    what: !old ? 'new' : !next ? 'ended' : same ? 'moved' : 'changed',
    before: within(old),
    after: within(next),
    successors: after.links.filter((link) => link.fromId === unitId && link.on === on).map(({ toId }) => name(toId)),
  }
}

/** Counted behind the reader's own wall; none of it is changed but positions on units that end. */
async function countAffected(tx: Tx, changed: string[], ended: string[]): Promise<Preview['affected']> {
  const { rows } = await sql<Preview['affected']>`
    select
      (select count(distinct v.unit_id) from unit_version v join unit_kind k on k.code = v.kind and k.level = 'cell'
        where v.unit_id = any(${changed}::uuid[]))::int as cells,
      (select count(*) from position where unit_id = any(${ended}::uuid[]) and upper(valid) is null)::int as positions,
      (select count(*) from dossier where unit_id = any(${changed}::uuid[])
        and state not in ('recognised', 'not_recognised', 'withdrawn'))::int as "openDossiers",
      (select count(*) from target where unit_id = any(${changed}::uuid[]) and state <> 'replaced')::int as targets,
      (select count(*) from title where unit_id = any(${changed}::uuid[]) and state <> 'revoked')::int as titles,
      (select count(*) from official_document where unit_id = any(${changed}::uuid[]))::int as documents`.execute(tx)
  return rows[0] ?? { cells: 0, positions: 0, openDossiers: 0, targets: 0, titles: 0, documents: 0 }
}
