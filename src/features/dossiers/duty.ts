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

export type DutyConflict = 'belongs_to_cell' | 'prepared_dossier' | 'proposed_dossier' | 'appraised_dossier'

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

/**
 * Why a person's own duty keeps them from an action, or null. Since 1 July 2025 the same commune proposes and decides:
 * then different people must do it, and whoever appraised the dossier does not sign its decision.
 */
export function dutyConflict(
  action: DossierAction,
  person: { personId: string; belongsToCell: boolean },
  hands: Hands,
): DutyConflict | null {
  if (!judging.includes(action)) return null
  if (person.belongsToCell) return 'belongs_to_cell'
  if (hands.preparers.includes(person.personId)) return 'prepared_dossier'
  if (!deciding.includes(action)) return null
  if (hands.appraisers.includes(person.personId)) return 'appraised_dossier'
  return hands.proposers.includes(person.personId) ? 'proposed_dossier' : null
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
