import type { Basis } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Denominator } from '#features/targets/target.ts'
import type { ReportHead, UnitRow } from '../contract.ts'
import { type Counts, isBehind, linesOf, noCounts, type Step, trendOf } from '../report.ts'
import { countUnits, listCells, listRecognitionDays } from './count.ts'
import { getProgrammeOn, listProgrammeTerms, type ProgrammeTerm } from '#features/targets/server/term.ts'
import { enterUnit, type Scope } from './scope.ts'
import { listAbove, listBelow, listInstead, nameUnit, type UnitInTree } from './tree.ts'

export type Asked = {
  unitId: string
  asOf?: string | undefined
  basis: Basis
  programme?: string | undefined
  year?: number | undefined
}

export type OpenReport = { scope: Scope; programme: ProgrammeTerm }

/** What a report stands on, after the caller's jurisdiction over the unit is checked. */
export async function openReport(
  call: Call,
  { unitId, asOf = call.today, basis, programme: code, year }: Asked,
): Promise<OpenReport> {
  await enterUnit(call, unitId)
  const programme = await getProgrammeOn(call.tx, asOf, code)
  const scope = { programmeId: programme.id, asOf, basis, today: call.today, year: year ?? Number(asOf.slice(0, 4)) }
  return { scope, programme }
}

export async function headOf(
  { tx, actor }: Call,
  unitId: string,
  { scope, programme }: OpenReport,
): Promise<ReportHead> {
  const unit = await nameUnit(tx, scope, unitId)
  if (!unit) throw new Problem('not_found', { reason: 'unit' })
  const { asOf, basis, year } = scope
  const { inTree, sortOrder: _order, ...named } = unit
  return {
    unit: named,
    above: await listAbove(tx, scope, { unitId, seenFrom: actor.units }),
    programme,
    asOf,
    basis,
    year,
    inTree,
    instead: inTree ? [] : await listInstead(tx, scope, unitId),
  }
}

export const rowOf = (
  { unitId, name, kind, level, standings }: Omit<UnitInTree, 'inTree' | 'sortOrder'>,
  counts: Counts,
  year: number,
): UnitRow => ({
  unitId,
  name,
  kind,
  level,
  opens: level !== 'cell',
  standings,
  cells: counts.cells,
  held: counts.held,
  lines: linesOf(counts, year),
})

/** A unit, everything directly below it, and what is counted in the unit alone. */
export async function showProgress(call: Call, asked: Asked) {
  const report = await openReport(call, asked)
  const [{ tx }, { unitId }, { scope }] = [call, asked, report]
  const [head, below] = [await headOf(call, unitId, report), await listBelow(tx, scope, unitId)]
  const counts = await countUnits(tx, scope, [unitId, ...below.map((row) => row.unitId)])
  const of = (id: string) => counts.get(id) ?? noCounts
  const total = rowOf(head.unit, of(unitId), scope.year)
  const rows = below.map((unit) => rowOf(unit, of(unit.unitId), scope.year))
  return { ...head, total, below: rows, rest: restOf(total, rows), programmes: await listProgrammeTerms(tx) }
}

/** What is counted in a unit and in none of those below it. A cell itself has nothing below. */
function restOf(total: UnitRow, rows: readonly UnitRow[]): { cells: number; held: number } | null {
  if (total.level === 'cell') return null
  const cells = rows.reduce((left, row) => left - row.cells, total.cells)
  const held = rows.reduce((left, row) => left - row.held, total.held)
  return cells === 0 ? null : { cells, held }
}

/** The cells behind one figure, page by page. */
export async function showCellsBehind(
  call: Call,
  asked: Asked & { denominator: Denominator; cursor?: string | undefined; limit: number },
) {
  const report = await openReport(call, asked)
  const { tx } = call
  const all = (await listCells(tx, report.scope, asked.unitId)).filter((cell) => isBehind(asked.denominator, cell))
  const start = asked.cursor === undefined ? 0 : all.findIndex(({ cellId }) => cellId === asked.cursor) + 1
  const items = all.slice(start, start + asked.limit)
  const counts = (await countUnits(tx, report.scope, [asked.unitId])).get(asked.unitId) ?? noCounts
  const line = linesOf(counts, report.scope.year).find(({ denominator }) => denominator === asked.denominator)
  if (!line) throw new Error(`no line for ${asked.denominator}`)
  const next = start + items.length < all.length ? (items.at(-1)?.cellId ?? null) : null
  return { items, next, line, head: await headOf(call, asked.unitId, report) }
}

/** From the term's first day unless asked otherwise. */
export async function showTrend(call: Call, asked: Asked & { step: Step; from?: string | undefined }) {
  const { scope, programme } = await openReport(call, asked)
  const days = await listRecognitionDays(call.tx, scope, asked.unitId)
  return { points: trendOf(days, asked.from ?? `${programme.fromYear}-01-01`, scope.asOf, asked.step) }
}
