import { sql } from 'kysely'
import { z } from 'zod'
import type { Verdicts } from '#features/rule-sets/evaluation.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { LoadedDossier } from '#features/dossiers/server/facts.ts'
import { openDossier, type OpenedDossier } from '#features/dossiers/server/step.ts'
import { verdictsOf, type VerdictRow } from '#features/dossiers/server/verdicts.ts'
import type { Tx } from '#platform/server/database.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { requireStep } from '#features/dossiers/server/authority.ts'
import type { DossierAction } from '#features/dossiers/dossier.ts'
import type { Opinion } from '../agreement.ts'
import type { TeamView } from '../contract.ts'
import { refuse } from './refuse.ts'
import { findTeam } from './teams.ts'

/** The team's work on one dossier: what each member has found in this round, and what is agreed. */

const AssessmentRow = z.object({
  id: z.string(),
  appraiserId: z.string().nullable(),
  closedOn: z.string().nullable(),
  personName: z.string().nullable(),
})
export type AssessmentRow = z.infer<typeof AssessmentRow>

export type TeamWork = {
  round: number
  assessments: AssessmentRow[]
  opinions: Opinion[]
  agreed: { id: string; closedOn: string; verdicts: Verdicts; rows: VerdictRow[] } | null
}

/** Each time the dossier comes to the team is a round of its own: what was found before a supplement stays as it was. */
export const roundOf = ({ passages }: Pick<LoadedDossier, 'passages'>): number =>
  Math.max(1, passages.filter(({ from, to }) => to === 'appraisal' && from !== 'appraisal').length)

export async function loadWork(tx: Tx, loaded: LoadedDossier): Promise<TeamWork> {
  const { row, ruleSet, verdictRows } = loaded
  const round = roundOf(loaded)
  const rows = await tx
    .selectFrom('assessment as a')
    .leftJoin('person as p', 'p.id', 'a.appraiser_id')
    .select(['a.id', 'a.appraiser_id as appraiserId', 'a.closed_on as closedOn', 'p.name as personName'])
    .where('a.unit_id', '=', row.unitId)
    .where('a.dossier_id', '=', row.id)
    .where('a.kind', '=', 'team')
    .where('a.round', '=', round)
    .orderBy('p.name')
    .execute()
  const assessments = z.array(AssessmentRow).parse(rows)
  const rowsOf = (id: string) => verdictRows.filter(({ assessmentId }) => assessmentId === id)
  const given = (id: string): Verdicts => verdictsOf(ruleSet.content.items, rowsOf(id))
  const opinions = assessments.flatMap(({ id, appraiserId, closedOn }) =>
    appraiserId === null ? [] : [{ personId: appraiserId, verdicts: given(id), closed: closedOn !== null }],
  )
  const common = assessments.find(({ appraiserId, closedOn }) => appraiserId === null && closedOn !== null)
  const agreed =
    common?.closedOn == null
      ? null
      : { id: common.id, closedOn: common.closedOn, verdicts: given(common.id), rows: rowsOf(common.id) }
  return { round, assessments, opinions, agreed }
}

/** Every item the team judges. */
export const codesOf = ({ ruleSet }: Pick<LoadedDossier, 'ruleSet'>): string[] =>
  ruleSet.content.items.filter(isLeaf).map(({ code }) => code)

export type OpenedAppraisal = OpenedDossier & { work: TeamWork; personId: string; team: TeamView | null }

/** The dossier locked, with the team's work; refuses whoever may not take this action now. */
export async function openAppraisal(call: Call, dossierId: string, action: DossierAction): Promise<OpenedAppraisal> {
  const personId = requirePerson(call)
  const opened = await openDossier(call, dossierId)
  requireStep(opened.authority, { state: opened.row.state, hands: opened.hands }, action)
  return { ...opened, personId, work: await loadWork(call.tx, opened), team: await teamOf(call, opened) }
}

/** The team that appraises this cell today. */
export async function teamOf(
  { tx, today }: Pick<Call, 'tx' | 'today'>,
  { authority, row }: Pick<OpenedDossier, 'authority' | 'row'>,
): Promise<TeamView | null> {
  const unitId = authority.acting?.appraising
  return unitId == null ? null : findTeam(tx, unitId, row.programmeId, today)
}

export function requireOpen({ agreed }: TeamWork): void {
  if (agreed !== null) throw refuse('not_allowed_now', 'already_agreed')
}

/** Who belongs to the cell on a day: they never judge it. */
export async function peopleOfCell(tx: Tx, cellId: string, day: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('position')
    .select('person_id')
    .where('unit_id', '=', cellId)
    .where(sql<boolean>`valid @> ${day}::date`)
    .execute()
  return rows.map(({ person_id }) => person_id)
}
