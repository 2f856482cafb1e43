import { voteCarries } from '#features/programmes/programme.ts'
import type { ProgrammeSettings } from '#features/programmes/programme.ts'
import { evaluate, type Verdicts } from '#features/rule-sets/evaluation.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { RuleSetContent } from '#features/rule-sets/ruleSet.ts'
import type { DossierAction, DossierPart, DossierState } from './dossier.ts'

/** What stands in the way of a step, told before it is taken, each with the place to mend it and who must. */

/** Whose verdicts: the survey at the start of the year, the cell itself, the commune, the team's agreed ones. */
export const assessmentKinds = ['survey', 'self', 'commune', 'team'] as const
export type AssessmentKind = (typeof assessmentKinds)[number]

export type Vote = { heldOn: string; entitled: number; present: number; inFavour: number }
export type DossierCheck = { checkedOn: string; complete: boolean }
/** A visit as it was carried out, with the team's seats of that day. */
export type Visit = {
  plannedOn: string
  visitedOn: string | null
  cancelled: boolean
  participants: readonly string[]
  /** Members of the team whose seat, and whose team, were valid on the day of the visit. */
  seatsThatDay: readonly { personId: string; part: string }[]
}
export type RoadmapEntry = { itemCode: string; dueOn: string | null; responsible: string }

/** All that the rules need to know of one dossier. */
export type DossierFacts = {
  state: DossierState
  year: number
  dueOn: string | null
  ruleSet: Pick<RuleSetContent, 'items' | 'thresholds'>
  settings: Pick<ProgrammeSettings, 'dossierDocuments' | 'cellVoteMajority' | 'deadlines'>
  verdicts: Record<AssessmentKind, Verdicts>
  vote: Vote | null
  /** The newest check of each stage since the dossier last came there. */
  checks: { commune: DossierCheck | null; team: DossierCheck | null }
  visits: readonly Visit[]
  /** How many pieces of evidence each item, and each document of the checklist, has. */
  evidence: Readonly<Record<string, number | undefined>>
  documents: Readonly<Record<string, number | undefined>>
  roadmap: readonly RoadmapEntry[]
}

export const obstacleCodes = [
  'self_verdict_missing',
  'self_not_met',
  'commune_verdict_missing',
  'commune_not_met',
  'no_mandatory_item',
  'vote_missing',
  'vote_not_carried',
  'document_missing',
  'commune_check_missing',
  'commune_check_incomplete',
  'team_verdict_missing',
  'visit_missing',
  'visit_not_by_team',
  'team_check_missing',
  'team_check_incomplete',
  'team_not_met',
  'no_evidence',
  'no_due_day',
  'overdue',
] as const
export type ObstacleCode = (typeof obstacleCodes)[number]

/** The place on the dossier's page where it is mended. */
export type Target =
  | { kind: 'item'; code: string }
  | { kind: 'document'; code: string }
  | { kind: 'vote' | 'check' | 'visit' | 'roadmap' | 'step' }

export type Obstacle = {
  code: ObstacleCode
  /** False: worth saying, but no rule forbids the step. */
  blocking: boolean
  target: Target
  by: DossierPart
  params: Record<string, string | number>
}

type Finder = (facts: DossierFacts, today: string) => Obstacle[]

const block = (code: ObstacleCode, by: DossierPart, target: Target, params: Obstacle['params'] = {}): Obstacle => ({
  code,
  blocking: true,
  target,
  by,
  params,
})
const hint = (...given: Parameters<typeof block>): Obstacle => ({ ...block(...given), blocking: false })

const bodyOf = { survey: 'organising_board', self: 'cell', commune: 'commune', team: 'team' } as const

/** Mandatory items a body has not judged, in document order. */
const unjudged =
  (kind: 'self' | 'commune' | 'team'): Finder =>
  ({ ruleSet, verdicts }) =>
    evaluate(ruleSet, verdicts[kind]).mandatoryMissing.map((code) =>
      block(`${kind}_verdict_missing`, bodyOf[kind], { kind: 'item', code }),
    )

const failing =
  (kind: 'self' | 'commune' | 'team', say: typeof block): Finder =>
  ({ ruleSet, verdicts }) =>
    evaluate(ruleSet, verdicts[kind]).mandatoryFailing.map((code) =>
      say(`${kind}_not_met`, bodyOf[kind], { kind: 'item', code }),
    )

/** A set that demands nothing, or draws no line to pass, cannot carry a proposal: nothing would have been met. */
const nothingDemanded: Finder = ({ ruleSet, verdicts }) => {
  const own = evaluate(ruleSet, verdicts.commune)
  const judged = own.mandatoryMissing.length + own.mandatoryFailing.length === 0
  return judged && !own.allMandatoryPassed ? [block('no_mandatory_item', 'organising_board', { kind: 'step' })] : []
}

/** More than the programme's share of those entitled must be in favour. */
const vote: Finder = ({ vote: cast, settings }) => {
  if (cast === null) return [block('vote_missing', 'cell', { kind: 'vote' })]
  const { inFavour, entitled: of } = cast
  return voteCarries(settings, { inFavour, of })
    ? []
    : [block('vote_not_carried', 'cell', { kind: 'vote' }, { inFavour, of })]
}

/** Only documents the programme's settings mark as required; where nothing is set, nothing is demanded. */
const requiredDocuments: Finder = ({ settings, documents }) =>
  settings.dossierDocuments
    .filter(({ code, required }) => required && (documents[code] ?? 0) === 0)
    .map(({ code, label }) => block('document_missing', 'cell', { kind: 'document', code }, { label }))

/** The commune's completeness check is asked where there is a list to check against. */
const communeCheck: Finder = ({ settings, checks }) => {
  if (settings.dossierDocuments.length === 0 && checks.commune === null) return []
  if (checks.commune === null) return [block('commune_check_missing', 'commune', { kind: 'check' })]
  return checks.commune.complete ? [] : [block('commune_check_incomplete', 'commune', { kind: 'check' })]
}

const teamCheck: Finder = ({ checks }) => {
  if (checks.team === null) return [block('team_check_missing', 'team', { kind: 'check' })]
  return checks.team.complete ? [] : [block('team_check_incomplete', 'team', { kind: 'check' })]
}

/** Everybody who visited sat on a valid team that day, and the team had its head. */
export function visitedByTeam({ participants, seatsThatDay }: Visit): boolean {
  const members = seatsThatDay.map(({ personId }) => personId)
  return (
    participants.length > 0 &&
    participants.every((personId) => members.includes(personId)) &&
    seatsThatDay.some(({ part }) => part === 'head')
  )
}

/** "Khảo sát thực tế" comes before the report, by head and members constituted by decision (463-QĐ/HU, 19-4-2021). */
const visit: Finder = ({ visits }) => {
  const done = visits.filter(({ visitedOn, cancelled }) => visitedOn !== null && !cancelled)
  if (done.length === 0) return [block('visit_missing', 'team', { kind: 'visit' })]
  return done.some(visitedByTeam) ? [] : [block('visit_not_by_team', 'team', { kind: 'visit' })]
}

/** Evidence is suggested by the set, never demanded by it. */
const noEvidence: Finder = ({ ruleSet, evidence }) =>
  ruleSet.items
    .filter((item) => isLeaf(item) && item.mandatory && (evidence[item.code] ?? 0) === 0)
    .map(({ code }) => hint('no_evidence', 'cell', { kind: 'item', code }))

const noDueDay: Finder = ({ roadmap }) =>
  roadmap.some(({ dueOn }) => dueOn !== null) ? [] : [hint('no_due_day', 'cell', { kind: 'roadmap' })]

const overdue =
  (by: DossierPart): Finder =>
  ({ dueOn }, today) =>
    dueOn !== null && dueOn < today ? [hint('overdue', by, { kind: 'step' }, { dueOn })] : []

/**
 * What each step asks for. Proposal: every mandatory criterion met in the self-appraisal and the commune's ("thực hiện
 * đạt 5 tiêu chuẩn và 9 điều kiện"). Report: a visit on site and a complete check of the dossier.
 */
const finders: Partial<Record<DossierAction, readonly Finder[]>> = {
  submit_registration: [noDueDay],
  accept_registration: [noDueDay, overdue('commune')],
  submit_dossier: [unjudged('self'), vote, requiredDocuments, failing('self', hint), noEvidence, overdue('cell')],
  propose: [
    unjudged('self'),
    failing('self', block),
    unjudged('commune'),
    failing('commune', block),
    nothingDemanded,
    vote,
    requiredDocuments,
    communeCheck,
    noEvidence,
    overdue('commune'),
  ],
  report_appraisal: [visit, teamCheck, unjudged('team'), failing('team', hint), overdue('team')],
  agree: [failing('team', hint), overdue('opinion_body')],
  decide: [failing('team', hint), overdue('decision_body')],
}

/** Everything to be said before an action, what forbids it first. */
export function remarks(facts: DossierFacts, action: DossierAction, today: string): Obstacle[] {
  const all = (finders[action] ?? []).flatMap((find) => find(facts, today))
  return [...all.filter(({ blocking }) => blocking), ...all.filter(({ blocking }) => !blocking)]
}

/** What forbids an action now; none: it can be done. */
export function obstacles(facts: DossierFacts, action: DossierAction, today: string): Obstacle[] {
  return remarks(facts, action, today).filter(({ blocking }) => blocking)
}
