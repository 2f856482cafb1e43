/** A plan laid over the organisation, to be looked at: what each unit becomes, in names. */
import { sql } from 'kysely'
import type { Language } from '#shared/problem.ts'
import { addDays } from '#shared/format.ts'
import type { Level } from '#shared/permission.ts'
import { compareVi } from '#shared/text.ts'
import { idOf } from '#platform/server/id.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { kindOf, type UnitKind } from '#features/units/unit.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { choicesOf } from '../applying.ts'
import { type Becoming, becomingsOf, type Cause, type Change, changedOn, marks } from '../becoming.ts'
import { bindPlan } from '../binding.ts'
import type { PlanView } from '../contract.ts'
import { daysOf } from '../planDays.ts'
import type { PlanFile } from '../planFile.ts'
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
  /** Units whose place nobody has chosen yet: shown for now under the main successor. */
  undecided: ReadonlySet<string>
  kinds: readonly UnitKind[]
  becomings: readonly Becoming[]
  byUnit: ReadonlyMap<string, Becoming>
  name: (unitId: string) => Named
  language: Language
}

export async function openLook(call: Call, planId: string): Promise<Look> {
  const plan = await showPlan(call, planId)
  const kinds = await listKinds(call.tx)
  const key = `${planId}/${plan.version}/${await fingerprint(call.tx)}`
  const seen = remembered(key) ?? remember(key, await seeAll(call, plan, kinds))
  return { plan, ...seen, kinds, language: call.language }
}

type Remembered = Omit<Look, 'plan' | 'kinds' | 'language'>

/** The last plans looked at, under all that they rest on: to turn a page of a list is not to lay the plan anew. */
const lately = new Map<string, Remembered>()
const MOST_REMEMBERED = 3

function remembered(key: string): Remembered | undefined {
  return lately.get(key)
}

function remember(key: string, seen: Remembered): Remembered {
  lately.set(key, seen)
  for (const oldest of [...lately.keys()].slice(0, -MOST_REMEMBERED)) lately.delete(oldest)
  return seen
}

/** Another text as soon as anything of the organisation is another, now or at any time. */
async function fingerprint(tx: Tx): Promise<string> {
  const { rows } = await sql<{ print: string }>`
    select concat_ws('/', (select count(*) || ':' || sum(hashtextextended(v::text, 0)) from unit_version v),
      (select count(*) || ':' || sum(hashtextextended(l::text, 0)) from unit_lineage l)) as print`.execute(tx)
  return rows[0]?.print ?? ''
}

async function seeAll(call: Call, plan: PlanView, kinds: readonly UnitKind[]): Promise<Remembered> {
  const seen = plan.state === 'applied' ? await lookBack(call, plan) : await lookAhead(call, plan)
  const named = new Map(plan.content.before.map(({ id, name }) => [id, name]))
  for (const one of seen.change.operations) if (one.do === 'create') named.set(one.unitId, one.name)
  const name = nameIn(seen.change, named)
  const found = becomingsOf(seen.change, seen.changed).filter(
    ({ mark, before }) => mark !== 'stays' || !['group', 'body'].includes(levelIn(kinds, before) ?? ''),
  )
  const order = new Map(found.map((one) => [one.unitId, name(one.unitId).name]))
  const becomings = found.toSorted(
    (a, b) =>
      marks.indexOf(a.mark) - marks.indexOf(b.mark) ||
      compareVi(order.get(a.unitId) ?? '', order.get(b.unitId) ?? '') ||
      (a.unitId < b.unitId ? -1 : 1),
  )
  const byUnit = new Map(becomings.map((one) => [one.unitId, one]))
  const { laid, change, undecided } = seen
  return { laid, change, undecided, becomings, byUnit, name }
}

type Seen = { laid: Laid | null; change: Change; changed: ReadonlySet<string>; undecided: ReadonlySet<string> }

/** A plan that lacks nothing but choices is looked at as if everything undecided followed the main successor. */
async function lookAhead({ tx }: Call, { content }: PlanView): Promise<Seen> {
  const how = howToApply(content)
  const laid = await layPlan(tx, content, how)
  const choices = choicesOf(laid.bound.tree, laid.operations)
  const undecided = new Set(choices.flatMap((choice) => choice.undecided))
  const lacksChoices = 'refusals' in laid.result && laid.result.refusals.every(({ why }) => why === 'choice_missing')
  const { bound, operations, result } = lacksChoices ? await layPlan(tx, content, { ...how, undecided: 'main' }) : laid
  const days = { before: bound.tree, ...spanOf(content) }
  return 'refusals' in result
    ? { laid, undecided, change: { ...days, after: bound.tree, operations: [] }, changed: new Set() }
    : { laid, undecided, change: { ...days, after: result.tree, operations }, changed: result.changed }
}

/** From the day before the first change to the day of the last one. */
function spanOf(content: PlanFile): Pick<Change, 'eve' | 'on' | 'days'> {
  const days = daysOf(content)
  return { days, eve: addDays(days[0], -1), on: days.at(-1) ?? days[0] }
}

/** After it is applied, before and after are two days of one organisation. */
async function lookBack({ tx }: Call, { content }: PlanView): Promise<Seen> {
  const tree = await loadTree(tx)
  const span = spanOf(content)
  const { said } = bindPlan(content, tree, howToApply(content).since, (key) => idOf(`reorganisation:${key}`))
  const spoken = new Set(said.flatMap(unitsOf))
  const changed = changedOn(tree, span.days).filter(
    (unitId) =>
      spoken.has(unitId) || versionsOf(tree, unitId).some(({ parentId }) => parentId !== null && spoken.has(parentId)),
  )
  const change = { before: tree, after: tree, operations: said, ...span }
  return { laid: null, change, changed: new Set(changed), undecided: new Set() }
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
export function idsOf({ becomings }: Look): { touched: string[]; ended: string[]; ends: string[] } {
  const ending = becomings.filter(({ before, after }) => before && !after)
  return {
    touched: becomings.flatMap(({ unitId, before }) => (before ? [unitId] : [])),
    ended: ending.map(({ unitId }) => unitId),
    /** The day each of them ends, in the same order. */
    ends: ending.map(({ on }) => on),
  }
}
