import { draftPlan } from './drafting.ts'
import { type ListedUnit, type MisplacedRow, openGazetteer } from './gazetteer.ts'
import { type ChosenUnit, isResolved, type Match, matchAll, withChosen } from './matching.ts'
import type { Decision } from './plan.ts'
import type { PlanFile } from './planFile.ts'

export type Lists = {
  /** The units after, each with its predecessors in words. */
  units: readonly ListedUnit[]
  before: readonly ListedUnit[]
  effective: string
  decision: Decision | null
  /** What people said where the words leave it open. */
  chosen?: readonly ChosenUnit[]
}
export type ReadLists = {
  content: PlanFile
  /** Predecessors named, and how many of them are known for certain; how, is in `content.outcomes`. */
  mentions: number
  matches: Match[]
  resolved: number
  /** Rows of the list before that have no place in it. */
  misplaced: MisplacedRow[]
}

/** Two lists become a plan; what is not certain is told in it, never decided. */
export function readLists({ units, before, effective, decision, chosen = [] }: Lists): ReadLists {
  const { gazetteer, misplaced } = openGazetteer(before)
  const matches = withChosen(matchAll(units, gazetteer), chosen)
  const content = draftPlan({ units, matches, old: gazetteer, effective, decision })
  return { content, matches, mentions: matches.length, resolved: matches.filter(isResolved).length, misplaced }
}
