import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { tidy } from '#shared/text.ts'
import { computedSources, ITEM_CODE, itemKinds } from './item.ts'
import { purposes, RULE_SET_CODE } from './ruleSet.ts'

/** The shape of criteria sets and verdicts at the door. Apart from the rules, which run in the browser without it. */

export const itemCode = z.string().max(20).regex(ITEM_CODE)
/** Points are kept to two decimals. */
const points = z.number().min(0).max(1000).multipleOf(0.01)
const shortText = z.string().max(500).overwrite(tidy)

/** One answer of a choice, or one band of a computed figure: `min` belongs to it, `max` does not; null is open. */
const optionSchema = z.strictObject({
  code: itemCode,
  label: shortText,
  points: points.nullable(),
  passes: z.boolean(),
  min: z.number().nullable(),
  max: z.number().nullable(),
})
export type Option = z.infer<typeof optionSchema>

const head = {
  code: itemCode,
  parent: itemCode.nullable(),
  kind: z.enum(itemKinds),
  label: shortText,
  /** The wording waits for the document; `label` is then empty or a working label to be replaced. */
  toBeEntered: z.boolean(),
  evidenceHint: shortText,
}
const leaf = {
  ...head,
  mandatory: z.boolean(),
  /** Whether "not applicable" is an answer here. */
  mayNotApply: z.boolean(),
}

const groupSchema = z.strictObject({ ...head, mode: z.literal('group'), maxPoints: points.nullable() })
const passFailSchema = z.strictObject({ ...leaf, mode: z.literal('pass_fail'), maxPoints: points.nullable() })
const pointsSchema = z.strictObject({
  ...leaf,
  mode: z.literal('points'),
  maxPoints: points,
  /** Met from so many points; null where the document sets no such line. */
  passFrom: points.nullable(),
})
const choiceSchema = z.strictObject({ ...leaf, mode: z.literal('choice'), options: z.array(optionSchema).max(50) })
const computedSchema = z.strictObject({
  ...leaf,
  mode: z.literal('computed'),
  source: z.enum(computedSources),
  options: z.array(optionSchema).max(50),
})

export const itemSchema = z.discriminatedUnion('mode', [
  groupSchema,
  passFailSchema,
  pointsSchema,
  choiceSchema,
  computedSchema,
])
export type Item = z.infer<typeof itemSchema>
export type Leaf = Exclude<Item, { mode: 'group' }>

const title = z.strictObject({ vi: z.string().max(500).overwrite(tidy), en: z.string().max(500).overwrite(tidy) })

/** Number and date: numbers repeat (12-HD/BTCTW exists of 6-7-2018 and of 18-1-2022), so neither is enough alone. */
export const legalReferenceSchema = z.strictObject({
  number: z.string().min(1).max(50).overwrite(tidy),
  date: Day,
  issuer: z.string().min(1).max(200).overwrite(tidy),
})
export type LegalReference = z.infer<typeof legalReferenceSchema>

/** A level by points: `minInclusive` belongs to it, `maxExclusive` does not; null is without end. */
export const thresholdSchema = z.strictObject({
  level: itemCode,
  label: z.string().max(100).overwrite(tidy),
  minInclusive: points,
  maxExclusive: points.nullable(),
})
export type Threshold = z.infer<typeof thresholdSchema>

/** What a person writes; all of it is frozen by publication. */
export const ruleSetContentSchema = z.strictObject({
  code: z.string().min(1).max(60).regex(RULE_SET_CODE),
  purpose: z.enum(purposes),
  title,
  legal: legalReferenceSchema.nullable(),
  effectiveFrom: Day,
  effectiveTo: Day.nullable(),
  /** An example made up to show how things work, not a document; said wherever the set is used. */
  demonstration: z.boolean(),
  /** What the whole adds up to by the document; null where it does not score. */
  totalPoints: points.nullable(),
  items: z.array(itemSchema).max(500),
  thresholds: z.array(thresholdSchema).max(20),
})
export type RuleSetContent = z.infer<typeof ruleSetContentSchema>

/** One body's word on one item; an item without one is missing, which is neither zero nor failed. */
export const verdictSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passed'), passed: z.boolean() }),
  z.strictObject({ kind: z.literal('points'), points }),
  z.strictObject({ kind: z.literal('choice'), option: itemCode }),
  z.strictObject({ kind: z.literal('figure'), figure: z.number() }),
  z.strictObject({ kind: z.literal('not_applicable') }),
])
export type Verdict = z.infer<typeof verdictSchema>
