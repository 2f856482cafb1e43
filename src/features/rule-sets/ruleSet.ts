import { workflow } from '#shared/workflow.ts'
import { coversDay } from './coverage.ts'
import type { RuleSetContent } from './ruleSetSchema.ts'

/** A criteria set as data: a revision of a code, immutable once published, chosen by the date of the event. */

export type { LegalReference, RuleSetContent, Threshold } from './ruleSetSchema.ts'

/** What a set is for; only recognition is worked with now. */
export const purposes = [
  'recognition',
  'meeting_score',
  'organisation_rating',
  'member_rating',
  'group_rating',
] as const

/** Codes of sets, the same through all revisions: `02-hd-btctu`. */
export const RULE_SET_CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

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
