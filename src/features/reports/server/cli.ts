import { parseArgs } from 'node:util'
import { z } from 'zod'
import { bases, Day, Id } from '#shared/contract.ts'
import { formatDate, formatNumber } from '#shared/format.ts'
import type { Database } from '#platform/server/database.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import { vi } from '../messages.ts'
import { type Line, linesOf, noCounts } from '../report.ts'
import { countUnits } from './count.ts'
import { runImport } from './importCommand.ts'
import type { Scope } from './scope.ts'
import { listInstead, nameUnit } from './tree.ts'
import { findProgrammeOn } from '#features/targets/server/term.ts'

const usage =
  'Cách dùng: report recognition --unit ĐƠN_VỊ --as-of NGÀY --basis then|now [--programme MÃ] [--json]\n' +
  '  ĐƠN_VỊ: tên ngắn (thí dụ thanh-phu) hoặc mã; NGÀY: YYYY-MM-DD.'

const Options = z.object({
  unit: z.string().min(1),
  'as-of': Day,
  basis: z.enum(bases).default('then'),
  programme: z.string().optional(),
  json: z.boolean().default(false),
})
type Options = z.infer<typeof Options>

const wrong: Record<string, string> = {
  unit: 'Thiếu --unit.',
  'as-of': '--as-of phải là một ngày có thật, dạng YYYY-MM-DD, từ 1930-01-01 đến 2100-12-31.',
  basis: '--basis là then (theo tổ chức khi đó) hoặc now (theo tổ chức hiện nay).',
}

/** The options, or what is wrong with them in words. */
function readOptions(args: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args,
      options: {
        unit: { type: 'string' },
        'as-of': { type: 'string' },
        basis: { type: 'string' },
        programme: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const read = Options.safeParse(values)
    if (read.success) return read.data
    return [...new Set(read.error.issues.map(({ path: [name] }) => wrong[String(name)] ?? String(name)))].join('\n')
  } catch (error) {
    // parseArgs throws for options it does not know.
    if (error instanceof TypeError) return error.message
    throw error
  }
}

async function findUnit(db: Database, asked: string) {
  const byId = Id.safeParse(asked).success
  return db
    .selectFrom('unit')
    .select(['id', 'slug'])
    .where(byId ? 'id' : 'slug', '=', asked)
    .executeTakeFirst()
}

const asJson = ({ denominator, year, numerator, over, percent }: Line) => ({
  denominator,
  year,
  numerator,
  over,
  percent,
})

function asTable(unit: string, { 'as-of': asOf, basis }: Options, lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    vi.denominators[line.denominator](line.year),
    `${formatNumber(line.numerator)}/${line.over === null ? '?' : formatNumber(line.over)}`,
    line.percent ?? vi.states[line.state],
  ])
  const widths = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  const title = `${unit}, ${vi.upTo(formatDate(asOf))}, ${vi.bases[basis]}`
  return [title, ...rows.map((row) => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  '))].join('\n')
}

/** Said beside the figures, never among them: the unit has no place in the tree that was asked for. */
async function tellElsewhere(db: Database, scope: Scope, unitId: string): Promise<void> {
  const unit = await nameUnit(db, scope, unitId)
  if (!unit || unit.inTree) return
  const instead = await listInstead(db, scope, unitId)
  const others = instead.length > 0 ? ` Hãy xem: ${instead.map(({ name }) => name).join(', ')}.` : ''
  console.error(`${unit.name} không có ${vi.bases[scope.basis]}, ${vi.upTo(formatDate(scope.asOf))}.${others}`)
}

export const commands: CliCommand[] = [
  {
    name: 'report recognition',
    summary: 'Kết quả công nhận của một đơn vị đến một ngày, theo từng loại chỉ tiêu',
    run: async (args, { db, clock }) => {
      const options = readOptions(args)
      if (typeof options === 'string') {
        console.error(`${options}\n${usage}`)
        return 2
      }
      const unit = await findUnit(db, options.unit)
      if (!unit) {
        console.error(`Không có đơn vị "${options.unit}".`)
        return 3
      }
      const { 'as-of': asOf, basis } = options
      const programme = await findProgrammeOn(db, asOf, options.programme)
      if (!programme) {
        console.error(options.programme ? `Không có chương trình "${options.programme}".` : 'Chưa có chương trình nào.')
        return 3
      }
      const year = Number(asOf.slice(0, 4))
      const scope = { programmeId: programme.id, asOf, basis, today: clock.today(), year }
      const lines = linesOf((await countUnits(db, scope, [unit.id])).get(unit.id) ?? noCounts, year)
      const name = unit.slug ?? unit.id
      await tellElsewhere(db, scope, unit.id)
      console.info(
        options.json
          ? JSON.stringify({ unit: name, asOf, basis, lines: lines.map(asJson) })
          : asTable(name, options, lines),
      )
      return 0
    },
  },
  {
    name: 'outlines import',
    summary: 'Nhập hình xã, phường, thị trấn cho bản đồ từ tệp TopoJSON',
    run: (args, { db }) => runImport(args, db),
  },
]
