import type { Call } from '#platform/server/serve.ts'
import type { Level } from '#shared/permission.ts'
import { fold } from '#shared/text.ts'
import { choicesOf } from '../applying.ts'
import { type Becoming, type Mark, marks } from '../becoming.ts'
import { wordsFor } from '../messages.ts'
import type { BecomingRow, Preview } from '../planPreview.ts'
import { standsOn } from '../tree.ts'
import { countAffected } from './affected.ts'
import { refuseStale } from './apply.ts'
import { levelIn, type Look, openLook } from './look.ts'
import { countPeople } from './peopleToTell.ts'
import { findSeen } from './queries.ts'

/** How much a plan touches, what still stands in its way, and what only people can decide. */
export async function showPreview(call: Call, planId: string): Promise<Preview> {
  const look = await openLook(call, planId)
  const { plan, laid, becomings, kinds, name } = look
  const seen = laid && plan.state !== 'draft' ? await findSeen(call, planId) : undefined
  const stale = laid && seen ? refuseStale(laid, seen, plan.effective) : []
  const refused = [...stale, ...(laid && 'refusals' in laid.result ? laid.result.refusals : [])]
  const { people, ending } = await countPeople(call, look)
  return {
    hash: laid?.seen.hash ?? null,
    already: laid?.bound.already ?? 0,
    refusals: refused.map(({ why, unitId, unitIds, on, operation, day }) => ({
      why,
      words: wordsFor('refusals', why),
      unit: name(unitId),
      others: unitIds.map(name),
      on,
      operation,
      day,
    })),
    choices: laid
      ? choicesOf(laid.bound.tree, laid.operations).map(({ unitId, intoIds, undecided, decided }) => ({
          unit: name(unitId),
          into: intoIds.map(name),
          undecided: undecided.map(name),
          decided: decided.map((one) => ({ unit: name(one.unitId), intoId: one.intoId })),
        }))
      : [],
    units: Object.fromEntries(
      marks
        .map((mark) => [mark, becomings.filter((one) => one.mark === mark).length] as const)
        .filter(([, n]) => n > 0),
    ),
    cells: becomings.filter(({ before, after }) => levelIn(kinds, before ?? after) === 'cell').length,
    people,
    positionsEnding: ending,
    affected: await countAffected(call, look),
  }
}

type Asked = {
  mark?: Mark | undefined
  level?: Level | undefined
  q?: string | undefined
  cursor?: string | undefined
  limit: number
}

/** Unit by unit, in the order of `marks`; the cursor is the unit last seen. */
export function listBecomings(look: Look, { mark, level, q = '', cursor, limit }: Asked) {
  const wanted = fold(q)
  const all = look.becomings.filter(
    (one) =>
      (mark === undefined || one.mark === mark) &&
      (wanted === '' || namesOf(look, one).some((name) => fold(name).includes(wanted))) &&
      (level === undefined || levelIn(look.kinds, one.before ?? one.after) === level),
  )
  const start = cursor === undefined ? 0 : all.findIndex(({ unitId }) => unitId === cursor) + 1
  const page = all.slice(start, start + limit)
  return {
    items: page.map((one) => rowOf(look, one)),
    next: start + limit < all.length ? (page.at(-1)?.unitId ?? null) : null,
  }
}

/** As the unit is called before and after. */
const namesOf = (look: Look, { unitId, before, after }: Becoming): string[] =>
  before || after ? [before?.name ?? '', after?.name ?? ''] : [look.name(unitId).name]

function rowOf(look: Look, { unitId, mark, on, before, after, successors, causes }: Becoming): BecomingRow {
  const { name, change, kinds } = look
  return {
    unit: name(unitId),
    level: levelIn(kinds, before ?? after) ?? 'commune',
    mark,
    on,
    undecided: look.undecided.has(unitId),
    before:
      before && inPlace(before, before.parentId === null ? null : standsOn(change.before, before.parentId, change.eve)),
    after: after && inPlace(after, after.parentId === null ? null : standsOn(change.after, after.parentId, change.on)),
    successors: successors.map(name),
    causes: causes.map(({ does, from, into }) => ({ does, from: from.map(name), into: into.map(name) })),
  }
}

const inPlace = ({ name }: { name: string }, above: { name: string } | null | undefined): string =>
  above ? `${name}, ${above.name}` : name
