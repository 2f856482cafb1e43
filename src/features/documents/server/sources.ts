import { sql } from 'kysely'
import { dossierRows, readRows } from '#features/dossiers/server/dossierRow.ts'
import { type LoadedDossier, loadFacts } from '#features/dossiers/server/facts.ts'
import { countingRows, readVerdict, type VerdictColumns } from '#features/dossiers/server/verdicts.ts'
import { actingUnits, type ActingUnits } from '#features/dossiers/part.ts'
import { loadPaths } from '#features/dossiers/server/dossierRow.ts'
import type { AssessmentKind } from '#features/dossiers/obstacles.ts'
import { evaluate } from '#features/rule-sets/evaluation.ts'
import { isLeaf, type Leaf, sourceUnits } from '#features/rule-sets/item.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Call } from '#platform/server/serve.ts'
import { formatNumber } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { referenceTo } from '../reference.ts'
import type { Honour } from '../recognisedCell.ts'
import type { VerdictRow } from '../verdict.ts'
import type { Reference } from '../wording.ts'

/** The records that documents are drafted from. */

/** Dossiers in the order they were asked for; refuses with `not_found` when one is not there or not visible. */
export async function dossiersFor(call: Call, ids: readonly string[]): Promise<LoadedDossier[]> {
  const rows = readRows(
    await dossierRows(call.tx)
      .where('d.id', 'in', [...new Set(ids)])
      .execute(),
  )
  const loaded = await loadFacts(call.tx, rows)
  const found = ids.map((id) => loaded.find(({ row }) => row.id === id))
  const all = found.filter((one) => one !== undefined)
  if (all.length < ids.length) throw new Problem('not_found', { reason: 'dossier' })
  const [first] = all
  if (!first || all.some(({ row }) => row.year !== first.row.year || row.programmeId !== first.row.programmeId)) {
    throw new Problem('invalid', { reason: 'one_programme_and_year' })
  }
  return all
}

/** The bodies that act on the cell today; refuses where the programme names none. */
export async function actingOn({ tx, today }: Call, { row, programme }: LoadedDossier): Promise<ActingUnits> {
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  const acting = actingUnits(path, programme, today)
  if (acting === null) throw new Problem('not_allowed_now', { reason: 'no_chain' })
  return acting
}

/** What the title is called (Hướng dẫn 02-HD/BTCTU, 9-3-2021). */
export const TITLE = 'trong sạch, vững mạnh toàn diện'
export const honourOf = ({ row }: LoadedDossier): Honour => ({ title: TITLE, year: row.year })

/** The guidance that the criteria come from, where the set names it. */
export function guidanceOf({ ruleSet }: LoadedDossier): Reference[] {
  const { legal } = ruleSet.content
  return legal === null ? [] : [referenceTo(legal)]
}

/** Members on the day, as last counted. */
export async function membersOf(tx: Tx, unitIds: readonly string[], on: string): Promise<Map<string, number>> {
  if (unitIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('cell_profile')
    .distinctOn('unit_id')
    .select(['unit_id as unitId', 'members'])
    .where('unit_id', 'in', [...unitIds])
    .where('as_of', '<=', on)
    .orderBy('unit_id')
    .orderBy('as_of', 'desc')
    .execute()
  return new Map(rows.map(({ unitId, members }) => [unitId, members]))
}

/** Every criterion with what one body found. */
export function verdictRowsOf({ ruleSet, verdictRows, facts }: LoadedDossier, kind: AssessmentKind): VerdictRow[] {
  const { items } = ruleSet.content
  const rows = countingRows(verdictRows, kind)
  const { results } = evaluate(ruleSet.content, facts.verdicts[kind])
  return items.filter(isLeaf).map((item) => {
    const row = rows.find(({ itemCode }) => itemCode === item.code)
    const result = results[item.code]
    const met = result?.state === 'value' && result.met !== null ? { met: result.met } : {}
    return { code: item.code, name: item.label, verdict: verdictIn(items, item, row), ...met, remark: row?.note ?? '' }
  })
}

export function verdictIn(
  items: LoadedDossier['ruleSet']['content']['items'],
  item: Leaf,
  row: VerdictColumns | undefined,
): VerdictRow['verdict'] {
  const verdict = row && readVerdict(items, row)
  if (!verdict) return { kind: 'missing' }
  switch (verdict.kind) {
    case 'passed':
      return { kind: verdict.passed ? 'met' : 'notMet' }
    case 'not_applicable':
      return { kind: 'notApplicable' }
    case 'points':
      return item.mode === 'points'
        ? { kind: 'points', points: verdict.points, over: item.maxPoints }
        : { kind: 'text', text: formatNumber(verdict.points) }
    case 'choice': {
      const options = item.mode === 'choice' ? item.options : []
      return { kind: 'text', text: options.find(({ code }) => code === verdict.option)?.label ?? verdict.option }
    }
    case 'figure':
      return { kind: 'text', text: figureText(item, verdict.figure) }
  }
}

/** `1,43%`, `62.000.000 đồng` */
function figureText(item: Leaf, figure: number): string {
  const unit = item.mode === 'computed' ? sourceUnits[item.source] : 'percent'
  return unit === 'percent' ? `${formatNumber(figure)}%` : `${formatNumber(figure)} đồng`
}

/** `14/14`: criteria met by one body's word, of all. */
export function resultOf({ ruleSet, facts }: LoadedDossier, kind: AssessmentKind): string {
  const { counts } = evaluate(ruleSet.content, facts.verdicts[kind])
  return `${counts.met}/${counts.leaves - counts.notApplicable}`
}

/** Dissent as recorded beside the team's agreement: the criterion and the reason, nobody's name. */
export async function dissentsOf(tx: Tx, dossierIds: readonly string[]) {
  return tx
    .selectFrom('dissent as d')
    .innerJoin('assessment as a', (join) =>
      join.onRef('a.unit_id', '=', 'd.unit_id').onRef('a.id', '=', 'd.assessment_id'),
    )
    .distinctOn(['d.assessment_id', 'd.person_id', 'd.item_code'])
    .select(['a.dossier_id as dossierId', 'a.round', 'd.item_code as itemCode', 'd.outcome', 'd.points'])
    .select(['d.option_code as optionCode', 'd.reason'])
    .where('a.dossier_id', 'in', [...dossierIds])
    .where(
      'a.round',
      '=',
      sql<number>`(select max(n.round) from assessment n where n.unit_id = a.unit_id and n.dossier_id = a.dossier_id and n.kind = 'team')`,
    )
    .orderBy('d.assessment_id')
    .orderBy('d.person_id')
    .orderBy('d.item_code')
    .orderBy('d.id', 'desc')
    .execute()
}
