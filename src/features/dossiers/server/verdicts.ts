import { sql } from 'kysely'
import { z } from 'zod'
import type { Verdict, Verdicts } from '#features/rule-sets/evaluation.ts'
import type { Item } from '#features/rule-sets/item.ts'
import type { Tx } from '#platform/server/database.ts'
import { newId } from '#platform/server/id.ts'
import type { AssessmentKind } from '../obstacles.ts'
import { assessmentKinds } from '../obstacles.ts'

/** Verdicts as rows: appended, never changed; the newest word of a body on an item counts. */

const Row = z.object({
  id: z.string(),
  dossierId: z.string(),
  assessmentId: z.string(),
  kind: z.enum(assessmentKinds),
  round: z.number(),
  appraiserId: z.string().nullable(),
  itemCode: z.string(),
  outcome: z.enum(['met', 'not_met', 'not_applicable']).nullable(),
  points: z.number().nullable(),
  optionCode: z.string().nullable(),
  note: z.string(),
  personId: z.string().nullable(),
  personName: z.string().nullable(),
  at: z.date(),
})
export type VerdictRow = z.infer<typeof Row>

/** The columns a verdict is kept in; a figure shares the column of points, the item's mode tells which it is. */
export function verdictColumns(verdict: Verdict): {
  outcome: 'met' | 'not_met' | 'not_applicable' | null
  points: number | null
  option_code: string | null
} {
  const none = { outcome: null, points: null, option_code: null }
  switch (verdict.kind) {
    case 'passed':
      return { ...none, outcome: verdict.passed ? 'met' : 'not_met' }
    case 'not_applicable':
      return { ...none, outcome: 'not_applicable' }
    case 'points':
      return { ...none, points: verdict.points }
    case 'figure':
      return { ...none, points: verdict.figure }
    case 'choice':
      return { ...none, option_code: verdict.option }
  }
}

export type VerdictColumns = Pick<VerdictRow, 'itemCode' | 'outcome' | 'points' | 'optionCode'>

/** A row as the verdict it is; none when its item is not in the set. */
export function readVerdict(items: readonly Item[], row: VerdictColumns): Verdict | undefined {
  const item = items.find(({ code }) => code === row.itemCode)
  if (!item) return undefined
  if (row.outcome === 'not_applicable') return { kind: 'not_applicable' }
  if (row.outcome !== null) return { kind: 'passed', passed: row.outcome === 'met' }
  if (row.optionCode !== null) return { kind: 'choice', option: row.optionCode }
  if (row.points === null) return undefined
  return item.mode === 'computed' ? { kind: 'figure', figure: row.points } : { kind: 'points', points: row.points }
}

export function verdictsOf(items: readonly Item[], rows: readonly VerdictColumns[]): Verdicts {
  return Object.fromEntries(rows.map((row) => [row.itemCode, readVerdict(items, row)]))
}

/** The newest verdict on each item of every assessment of these dossiers. */
export async function loadVerdicts(tx: Tx, dossierIds: readonly string[]): Promise<VerdictRow[]> {
  const rows = await tx
    .selectFrom('verdict as v')
    .innerJoin('assessment as a', (join) =>
      join.onRef('a.unit_id', '=', 'v.unit_id').onRef('a.id', '=', 'v.assessment_id'),
    )
    .leftJoin('person as p', 'p.id', 'v.person_id')
    .distinctOn(['v.unit_id', 'v.assessment_id', 'v.item_code'])
    .select(['v.id', 'v.assessment_id as assessmentId', 'v.item_code as itemCode', 'v.outcome', 'v.points'])
    .select(['v.option_code as optionCode', 'v.note', 'v.person_id as personId', 'p.name as personName', 'v.at'])
    .select(['a.dossier_id as dossierId', 'a.kind', 'a.round', 'a.appraiser_id as appraiserId'])
    .where('a.dossier_id', 'in', [...dossierIds])
    .orderBy('v.unit_id')
    .orderBy('v.assessment_id')
    .orderBy('v.item_code')
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .execute()
  return z.array(Row).parse(rows)
}

/** What counts as a body's word: of the team, the agreed verdicts of one round, the newest unless it is named. */
export function countingRows(rows: readonly VerdictRow[], kind: AssessmentKind, round?: number): VerdictRow[] {
  const own = rows.filter((row) => row.kind === kind && row.appraiserId === null)
  const wanted = round ?? Math.max(...own.map((row) => row.round))
  return own.filter((row) => row.round === wanted)
}

export type AssessmentKey = {
  unitId: string
  dossierId: string
  kind: AssessmentKind
  round?: number
  appraiserId?: string | null
}

/** The assessment of a body (of an appraiser), opened when it is first written in. */
export async function openAssessment(
  tx: Tx,
  { unitId, dossierId, kind, round = 1, appraiserId = null }: AssessmentKey,
  on: string,
): Promise<string> {
  await tx
    .insertInto('assessment')
    .values({
      unit_id: unitId,
      id: newId(),
      dossier_id: dossierId,
      kind,
      round,
      appraiser_id: appraiserId,
      opened_on: on,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { id } = await tx
    .selectFrom('assessment')
    .select('id')
    .where('unit_id', '=', unitId)
    .where('dossier_id', '=', dossierId)
    .where('kind', '=', kind)
    .where('round', '=', round)
    .where(sql<boolean>`appraiser_id is not distinct from ${appraiserId}`)
    .executeTakeFirstOrThrow()
  return id
}

export type NewVerdict = { id: string; itemCode: string; verdict: Verdict; note: string }

/** Appends; one that has arrived before (the same id) is the same verdict and is not written twice. */
export async function appendVerdicts(
  tx: Tx,
  { unitId, assessmentId, personId }: { unitId: string; assessmentId: string; personId: string },
  verdicts: readonly NewVerdict[],
): Promise<number> {
  const written = await tx
    .insertInto('verdict')
    .values(
      verdicts.map(({ id, itemCode, verdict, note }) => ({
        unit_id: unitId,
        id,
        assessment_id: assessmentId,
        item_code: itemCode,
        ...verdictColumns(verdict),
        note,
        person_id: personId,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return written.length
}
