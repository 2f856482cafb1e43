import { asRange, coverageFaults, coversDay } from '#features/rule-sets/coverage.ts'
import { addDays } from '#shared/format.ts'
import type { ChainPeriod, ProgrammeContent, ProgrammeSettings } from './programmeSchema.ts'

/** A programme of recognition: its plan, the criteria it uses by date, what it asks for, and who decides. */

export type {
  ChainPeriod,
  ProgrammeContent,
  ProgrammeRuleSet,
  ProgrammeSettings,
} from './programmeSchema.ts'

/** Levels whose bodies can have a part in the chain. */
export const chainLevels = ['province', 'district', 'commune', 'cell'] as const

/** Codes of programmes: `ke-hoach-21-2020-2025`. */
export const PROGRAMME_CODE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

/** Bodies that act in the chain, each on a level: cấp ủy, ban thường vụ, thường trực, ban tổ chức, ban xây dựng Đảng. */
export const bodies = [
  'committee',
  'standing_committee',
  'standing_body',
  'organising_board',
  'party_building_board',
] as const
export type Body = (typeof bodies)[number]

/** `document`: a document says so. `proposed`: nothing was found, and this is only what seems likely; ours to change. */
export const sources = ['document', 'proposed'] as const

/** The steps that may have a time limit, by the state a dossier waits in. */
export const deadlineSteps = [
  'registered',
  'self_appraisal',
  'commune_review',
  'appraisal',
  'opinion',
  'decision',
] as const
export type DeadlineStep = (typeof deadlineSteps)[number]
/** What a new programme asks for: nothing, until its organisation says so; a vote carries with more than half. */
export const emptySettings: ProgrammeSettings = {
  dossierDocuments: [],
  deadlines: {
    registered: null,
    self_appraisal: null,
    commune_review: null,
    appraisal: null,
    opinion: null,
    decision: null,
  },
  titleMonths: null,
  reappraisalMonths: null,
  revocationGrounds: [],
  signingBody: null,
  cellVoteMajority: { numerator: 1, over: 2 },
}

/** The bodies of a day: the district era until 30 June 2025, two levels after it. Null when no period holds. */
export function chainOn(programme: { chain: readonly ChainPeriod[] }, day: string): ChainPeriod | null {
  return programme.chain.find((period) => coversDay(period, day)) ?? null
}

/** The criteria for an event, by its day and not by today's. */
export function ruleSetOn<T extends { validFrom: string; validTo: string | null }>(
  programme: { ruleSets: readonly T[] },
  day: string,
): T | null {
  return programme.ruleSets.find((one) => coversDay(one, day)) ?? null
}

/** Who signs the recognition on a day: the body the programme names, else the deciding body of the chain. */
export function signingBodyOn(
  programme: Pick<ProgrammeContent, 'chain' | 'settings'>,
  day: string,
): { level: ChainPeriod['proposalLevel']; body: Body } | null {
  const decision = chainOn(programme, day)?.decision
  return programme.settings.signingBody ?? (decision ? { level: decision.level, body: decision.body } : null)
}

/** More than the share, not as much as it: 15 of 30 is not more than half. A vote of nobody carries nothing. */
export function voteCarries(
  { cellVoteMajority: { numerator, over } }: Pick<ProgrammeSettings, 'cellVoteMajority'>,
  vote: { inFavour: number; of: number },
): boolean {
  return vote.inFavour * over > vote.of * numerator
}

/** The last day for a step begun on a day, in calendar days; null where the programme sets no limit. */
export function dueDay(
  settings: Pick<ProgrammeSettings, 'deadlines'>,
  step: DeadlineStep,
  since: string,
): string | null {
  const allowed = settings.deadlines[step]
  return allowed === null ? null : addDays(since, allowed)
}

/** The first day on which a title no longer holds; null where its duration is not set. */
export function titleEnd(settings: Pick<ProgrammeSettings, 'titleMonths'>, recognisedOn: string): string | null {
  return settings.titleMonths === null ? null : addMonths(recognisedOn, settings.titleMonths)
}

/** The day by which a title is appraised again; null where the programme asks for none. */
export function reappraisalDay(
  settings: Pick<ProgrammeSettings, 'reappraisalMonths'>,
  lastAppraisedOn: string,
): string | null {
  return settings.reappraisalMonths === null ? null : addMonths(lastAppraisedOn, settings.reappraisalMonths)
}

/** The same day so many months later, or the last day of a month too short for it. */
export function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + count, 0))
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())))
    .toISOString()
    .slice(0, 10)
}

const programmeProblemCodes = [
  'name_empty',
  'term_reversed',
  'chain_empty',
  'chain_gap',
  'chain_overlap',
  'chain_reversed',
  'chain_label_empty',
  'rule_sets_gap',
  'rule_sets_overlap',
  'rule_sets_reversed',
  'document_code_twice',
  'document_label_empty',
  'ground_code_twice',
  'ground_label_empty',
  'majority_above_whole',
] as const
export type ProgrammeProblem = { code: (typeof programmeProblemCodes)[number]; path: string }

const chainFaults = { gap: 'chain_gap', overlap: 'chain_overlap', empty: 'chain_reversed' } as const
const ruleSetFaults = { gap: 'rule_sets_gap', overlap: 'rule_sets_overlap', empty: 'rule_sets_reversed' } as const

/** What keeps a programme from being saved: days nobody is responsible for, days two rules hold, codes used twice. */
export function checkProgramme({ name, term, chain, ruleSets, settings }: ProgrammeContent): ProgrammeProblem[] {
  const { dossierDocuments, revocationGrounds, cellVoteMajority } = settings
  return [
    ...(name === '' ? [{ code: 'name_empty', path: '/name' } as const] : []),
    ...(term.toYear < term.fromYear ? [{ code: 'term_reversed', path: '/term/toYear' } as const] : []),
    ...(chain.length === 0 ? [{ code: 'chain_empty', path: '/chain' } as const] : []),
    ...coverageFaults(chain.map(asRange)).map(({ fault, index }) => ({
      code: chainFaults[fault],
      path: `/chain/${index}/validFrom`,
    })),
    ...chain.flatMap(({ label }, index) =>
      label === '' ? [{ code: 'chain_label_empty', path: `/chain/${index}/label` } as const] : [],
    ),
    ...coverageFaults(ruleSets.map(asRange)).map(({ fault, index }) => ({
      code: ruleSetFaults[fault],
      path: `/ruleSets/${index}/validFrom`,
    })),
    ...checkNamed(dossierDocuments, '/settings/dossierDocuments', 'document'),
    ...checkNamed(revocationGrounds, '/settings/revocationGrounds', 'ground'),
    ...(cellVoteMajority.numerator >= cellVoteMajority.over
      ? [{ code: 'majority_above_whole', path: '/settings/cellVoteMajority' } as const]
      : []),
  ]
}

function checkNamed(
  entries: readonly { code: string; label: string }[],
  path: string,
  noun: 'document' | 'ground',
): ProgrammeProblem[] {
  return entries.flatMap((entry, index) => [
    ...(entries.findIndex((other) => other.code === entry.code) < index
      ? [{ code: `${noun}_code_twice`, path: `${path}/${index}/code` } as const]
      : []),
    ...(entry.label === '' ? [{ code: `${noun}_label_empty`, path: `${path}/${index}/label` } as const] : []),
  ])
}

/** Settings nobody has filled in yet, because no document was found that says them. */
export const openSettings = [
  'dossierDocuments',
  'deadlines',
  'titleMonths',
  'reappraisalMonths',
  'revocationGrounds',
  'signingBody',
] as const
export type OpenSetting = (typeof openSettings)[number]

export function settingsNotEntered(settings: ProgrammeSettings): OpenSetting[] {
  const empty: Record<OpenSetting, boolean> = {
    dossierDocuments: settings.dossierDocuments.length === 0,
    deadlines: deadlineSteps.every((step) => settings.deadlines[step] === null),
    titleMonths: settings.titleMonths === null,
    reappraisalMonths: settings.reappraisalMonths === null,
    revocationGrounds: settings.revocationGrounds.length === 0,
    signingBody: settings.signingBody === null,
  }
  return openSettings.filter((setting) => empty[setting])
}
