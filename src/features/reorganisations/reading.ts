import { draftPlan } from './drafting.ts'
import { type ListedUnit, type MisplacedRow, openGazetteer } from './gazetteer.ts'
import { type ChosenUnit, isResolved, type Match, matchAll, type Outcome, withChosen } from './matching.ts'
import type { Decision } from './plan.ts'
import type { PlanFile } from './planFile.ts'
import { nothingSaid, readPredecessors } from './predecessors.ts'

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
  const { sound, told } = sortOut(units)
  const matches = [...withChosen(matchAll(sound, gazetteer), chosen), ...told]
  const content = draftPlan({ units: sound, matches, old: gazetteer, effective, decision })
  return { content, matches, mentions: matches.length, resolved: matches.filter(isResolved).length, misplaced }
}

/** Rows of the new list of which something can be made; of each other one its names are told, with what is wrong with it. */
function sortOut(units: readonly ListedUnit[]): { sound: ListedUnit[]; told: Match[] } {
  const provinces = new Set(units.flatMap(({ level, code }) => (level === 'province' ? [code] : [])))
  const seen = new Map<string, ListedUnit>()
  const sound: ListedUnit[] = []
  const told: Match[] = []
  for (const unit of units) {
    const key = `${unit.level} ${unit.code}`
    const first = seen.get(key)
    const outcome = first ? 'listed_twice' : wrongWith(unit, provinces)
    if (outcome === null) sound.push(unit)
    else if (!first || JSON.stringify(first) !== JSON.stringify(unit)) told.push(...tell(unit, outcome))
    seen.set(key, first ?? unit)
  }
  return { sound, told }
}

function wrongWith({ level, parentCode, predecessors }: ListedUnit, provinces: ReadonlySet<string>): Outcome | null {
  if (level === 'province') return null
  if (level !== 'commune' || !provinces.has(parentCode ?? '')) return 'no_place'
  return readPredecessors(predecessors).length === 0 ? 'not_said' : null
}

function tell(of: ListedUnit, outcome: Outcome): Match[] {
  const mentions = readPredecessors(of.predecessors)
  const all = mentions.length > 0 ? mentions : [nothingSaid]
  return all.map((mention) => ({ of, mention, outcome, unit: null, candidates: [] }))
}
