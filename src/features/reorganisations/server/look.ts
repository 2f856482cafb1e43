/** A plan laid over the organisation, to be looked at: what each unit becomes, in names. */
import type { Language } from '#shared/problem.ts'
import { addDays } from '#shared/format.ts'
import type { Level } from '#shared/permission.ts'
import { compareVi } from '#shared/text.ts'
import { idOf } from '#platform/server/id.ts'
import type { Call } from '#platform/server/serve.ts'
import { kindOf, type UnitKind } from '#features/units/unit.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { type Becoming, becomingsOf, type Cause, type Change, changedOn, marks } from '../becoming.ts'
import { bindPlan } from '../binding.ts'
import type { PlanView } from '../contract.ts'
import { en, vi } from '../previewMessages.ts'
import { type Tree, versionsOf } from '../tree.ts'
import { howToApply, type Laid, layPlan, unitsOf } from './apply.ts'
import { showPlan } from './queries.ts'
import { loadTree } from './treeStore.ts'

export type Named = { id: string; name: string }
export type Look = {
  plan: PlanView
  /** Absent when the plan is applied: then what it made of the organisation is looked at. */
  laid: Laid | null
  change: Change
  kinds: readonly UnitKind[]
  becomings: readonly Becoming[]
  byUnit: ReadonlyMap<string, Becoming>
  name: (unitId: string) => Named
  language: Language
}

export async function openLook(call: Call, planId: string): Promise<Look> {
  const plan = await showPlan(call, planId)
  const kinds = await listKinds(call.tx)
  const seen = plan.state === 'applied' ? await lookBack(call, plan) : await lookAhead(call, plan)
  const named = new Map(plan.content.before.map(({ id, name }) => [id, name]))
  for (const one of seen.change.operations) if (one.do === 'create') named.set(one.unitId, one.name)
  const name = nameIn(seen.change, named)
  const found = becomingsOf(seen.change, seen.changed).filter(
    ({ mark, before }) => mark !== 'stays' || levelIn(kinds, before) !== 'group',
  )
  const order = new Map(found.map((one) => [one.unitId, name(one.unitId).name]))
  const becomings = found.toSorted(
    (a, b) =>
      marks.indexOf(a.mark) - marks.indexOf(b.mark) ||
      compareVi(order.get(a.unitId) ?? '', order.get(b.unitId) ?? '') ||
      (a.unitId < b.unitId ? -1 : 1),
  )
  const byUnit = new Map(becomings.map((one) => [one.unitId, one]))
  return { plan, laid: seen.laid, change: seen.change, kinds, becomings, byUnit, name, language: call.language }
}

type Seen = { laid: Laid | null; change: Change; changed: ReadonlySet<string> }

async function lookAhead({ tx }: Call, { content }: PlanView): Promise<Seen> {
  const laid = await layPlan(tx, content, howToApply(content))
  const { bound, operations, result } = laid
  const on = content.effective
  const refused = 'refusals' in result
  const change = { before: bound.tree, after: refused ? bound.tree : result.tree, operations, eve: addDays(on, -1), on }
  return { laid, change: refused ? { ...change, operations: [] } : change, changed: refused ? new Set() : result.changed }
}

/** After it is applied, before and after are two days of one organisation. */
async function lookBack({ tx }: Call, { content }: PlanView): Promise<Seen> {
  const tree = await loadTree(tx)
  const on = content.effective
  const { said } = bindPlan(content, tree, howToApply(content).since, (key) => idOf(`reorganisation:${key}`))
  const spoken = new Set(said.flatMap(unitsOf))
  const changed = changedOn(tree, on).filter(
    (unitId) =>
      spoken.has(unitId) || versionsOf(tree, unitId).some(({ parentId }) => parentId !== null && spoken.has(parentId)),
  )
  const change = { before: tree, after: tree, operations: said, eve: addDays(on, -1), on }
  return { laid: null, change, changed: new Set(changed) }
}

const nameIn =
  ({ before, after, eve, on }: Change, made: ReadonlyMap<string, string>) =>
  (id: string): Named => {
    const standing = (tree: Tree, day: string) =>
      versionsOf(tree, id).find(({ from, to }) => from <= day && (to === null || day < to))
    const version = standing(before, eve) ?? standing(after, on) ?? versionsOf(after, id).at(-1)
    return { id, name: version?.name ?? made.get(id) ?? id }
  }

export const levelIn = (kinds: readonly UnitKind[], version: { kind: string } | null | undefined): Level | null =>
  (version && kindOf(kinds, version.kind)?.level) ?? null

export const wordsOf = ({ language }: Pick<Look, 'language'>) => (language === 'en' ? en : vi)

const MOST = 3
/** `Xã A, Xã B và 4 đơn vị nữa`. */
export function listed(look: Look, unitIds: readonly string[]): string {
  const names = unitIds.slice(0, MOST).map((id) => look.name(id).name)
  const rest = unitIds.length - names.length
  const told = names.join(', ')
  return rest > 0 ? wordsOf(look).many(told, rest) : told
}

/** Why, in words. */
export const causeInWords = (look: Look, { does, from, into }: Cause): string =>
  wordsOf(look).causes[does]({ from: listed(look, from), into: listed(look, into) })

export const causesInWords = (look: Look, causes: readonly Cause[]): string =>
  [...new Set(causes.map((cause) => causeInWords(look, cause)))].slice(0, MOST).join('; ')

/** Units that are there before the day, those that end, and those whose bodies have to be told. */
export const idsOf = ({ becomings }: Look): { touched: string[]; ended: string[] } => ({
  touched: becomings.flatMap(({ unitId, before }) => (before ? [unitId] : [])),
  ended: becomings.flatMap(({ unitId, before, after }) => (before && !after ? [unitId] : [])),
})
