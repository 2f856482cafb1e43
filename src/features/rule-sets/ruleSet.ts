import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { tidy } from '#shared/text.ts'
import { workflow } from '#shared/workflow.ts'
import { coversDay } from './coverage.ts'
import { itemCode, itemSchema, points } from './item.ts'

/** A criteria set as data: a revision of a code, immutable once published, chosen by the date of the event. */

/** What a set is for; only recognition is worked with now. */
export const purposes = [
  'recognition',
  'meeting_score',
  'organisation_rating',
  'member_rating',
  'group_rating',
] as const
export type Purpose = (typeof purposes)[number]

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
  code: z
    .string()
    .min(1)
    .max(60)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
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

export const ruleSetStates = ['draft', 'published', 'retired'] as const
export const ruleSetActions = ['change', 'publish', 'discard', 'retire', 'copy'] as const
/** `drafter`: wrote or changed this draft. `organiser`: may write criteria sets, and did not touch this draft. */
export const ruleSetParts = ['drafter', 'organiser'] as const
export type RuleSetState = (typeof ruleSetStates)[number]
export type RuleSetAction = (typeof ruleSetActions)[number]
export type RuleSetPart = (typeof ruleSetParts)[number]

const both = ruleSetParts
/** Who wrote a draft does not publish it: a second pair of eyes reads what will bind everybody. */
export const ruleSetWorkflow = workflow<RuleSetState, RuleSetAction, RuleSetPart>({
  draft: {
    change: { to: 'draft', by: both },
    publish: { to: 'published', by: ['organiser'] },
    discard: { to: 'retired', by: ['drafter'] },
    copy: { to: 'draft', by: both },
  },
  published: {
    retire: { to: 'retired', by: both },
    copy: { to: 'published', by: both },
  },
  retired: { copy: { to: 'retired', by: both } },
})

/** A revision as the choice needs it. `publishedAt` is null for a draft, and for a draft that was thrown away. */
export type DatedRevision = {
  code: string
  revision: number
  status: RuleSetState
  effectiveFrom: string
  effectiveTo: string | null
  publishedAt: string | null
}

/**
 * The set in force on the day of an event, not today's: events of the past keep the rules of their time. Drafts never
 * count; a retired revision still counts for the days it was in force. Where two revisions hold, the one that took effect
 * last, then the higher revision. Null when none holds that day.
 */
export function chooseRuleSet<T extends DatedRevision>(revisions: readonly T[], eventDate: string): T | null {
  const inForce = revisions.filter(
    (one) =>
      one.status !== 'draft' &&
      one.publishedAt !== null &&
      coversDay({ validFrom: one.effectiveFrom, validTo: one.effectiveTo }, eventDate),
  )
  const newestFirst = (a: T, b: T) =>
    a.effectiveFrom === b.effectiveFrom ? b.revision - a.revision : a.effectiveFrom < b.effectiveFrom ? 1 : -1
  return inForce.sort(newestFirst)[0] ?? null
}

/** The draft of the revision after the latest: the same content, in force from a day its writer names and without end. */
export function copyToNewRevision<T extends { revision: number; content: RuleSetContent }>(
  source: T,
  latestRevision: number,
  effectiveFrom: string,
): { revision: number; content: RuleSetContent } {
  const revision = Math.max(source.revision, latestRevision) + 1
  return { revision, content: { ...source.content, effectiveFrom, effectiveTo: null } }
}

/** The last day a revision is in force once it is retired: it cannot end before it began, nor outlive its own end. */
export function retirementRefusal(
  content: Pick<RuleSetContent, 'effectiveFrom' | 'effectiveTo'>,
  lastDay: string,
): 'ends_before_start' | 'ends_after_range' | null {
  if (lastDay < content.effectiveFrom) return 'ends_before_start'
  if (content.effectiveTo !== null && lastDay > content.effectiveTo) return 'ends_after_range'
  return null
}

/** What must be said beside the set wherever it is used. */
export type RuleSetNotice =
  | { notice: 'demonstration' }
  | { notice: 'to_be_entered'; count: number; of: number }
  | { notice: 'no_legal_reference' }

export function noticesOf(content: Pick<RuleSetContent, 'demonstration' | 'items' | 'legal'>): RuleSetNotice[] {
  const waiting = content.items.filter((item) => item.toBeEntered).length
  return [
    ...(content.demonstration ? [{ notice: 'demonstration' } as const] : []),
    ...(waiting > 0 ? [{ notice: 'to_be_entered', count: waiting, of: content.items.length } as const] : []),
    ...(content.legal === null && !content.demonstration ? [{ notice: 'no_legal_reference' } as const] : []),
  ]
}
