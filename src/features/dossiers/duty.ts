import type { DossierAction, DossierPart } from './dossier.ts'

/** Separation of duties: nobody appraises, gives an opinion or decides on a cell they belong to or prepared. */

/** Who has already had a hand in a dossier. */
export type Hands = {
  /** Registered it, judged it for the cell, recorded the vote, submitted it. */
  preparers: readonly string[]
  proposers: readonly string[]
  /** Gave verdicts, visited, checked or reported for the appraisal team. */
  appraisers: readonly string[]
}

/** Judging a cell, by the commune, the team or a body above it. */
const judging: readonly DossierAction[] = [
  'check_dossier',
  'commune_appraise',
  'return_to_cell',
  'propose',
  'appraise',
  'supplement',
  'report_appraisal',
  'agree',
  'disagree',
  'ask_supplement',
  'decide',
  'refuse',
]
const deciding: readonly DossierAction[] = ['decide', 'refuse']

/** Somebody as they stand to a cell: a member or leader of it, or sent to follow it ("phân công theo dõi"). */
export type DutyHolder = { personId: string; belongsToCell: boolean; followsCell?: boolean }

export const dutyConflicts = [
  'belongs_to_cell',
  'assigned_to_cell',
  'prepared_dossier',
  'appraised_dossier',
  'proposed_dossier',
] as const
export type DutyConflict = (typeof dutyConflicts)[number]

/**
 * Duties that exclude each other, in one table: whoever stands so to a dossier does none of these actions on it. Since
 * 1 July 2025 the same commune proposes and decides: then different people must do it, and whoever appraised the dossier
 * does not sign its decision.
 */
export const duties: Record<
  DutyConflict,
  { excludes: readonly DossierAction[]; holds: (person: DutyHolder, hands: Hands) => boolean }
> = {
  belongs_to_cell: { excludes: judging, holds: ({ belongsToCell }) => belongsToCell },
  assigned_to_cell: { excludes: judging, holds: ({ followsCell }) => followsCell === true },
  prepared_dossier: { excludes: judging, holds: ({ personId }, { preparers }) => preparers.includes(personId) },
  appraised_dossier: { excludes: deciding, holds: ({ personId }, { appraisers }) => appraisers.includes(personId) },
  proposed_dossier: { excludes: deciding, holds: ({ personId }, { proposers }) => proposers.includes(personId) },
}

/** Why a person's own duty keeps them from an action, or null. */
export function dutyConflict(action: DossierAction, person: DutyHolder, hands: Hands): DutyConflict | null {
  return (
    dutyConflicts.find((conflict) => {
      const { excludes, holds } = duties[conflict]
      return excludes.includes(action) && holds(person, hands)
    }) ?? null
  )
}

export type Deed = { action: DossierAction; part: DossierPart; personId: string | null }

/** The hands that show in the steps taken, with those who judged and visited. */
export function handsOf(
  deeds: readonly Deed[],
  judges: { prepared: readonly string[]; self: readonly string[]; team: readonly string[]; visits: readonly string[] },
): Hands {
  const by = (test: (deed: Deed) => boolean) =>
    deeds.filter(test).flatMap(({ personId }) => (personId === null ? [] : [personId]))
  return {
    preparers: [...new Set([...judges.prepared, ...judges.self, ...by(({ part }) => part === 'cell')])],
    proposers: [...new Set(by(({ action }) => action === 'propose'))],
    appraisers: [
      ...new Set([...judges.team, ...judges.visits, ...by(({ part }) => part === 'team' || part === 'team_head')]),
    ],
  }
}
