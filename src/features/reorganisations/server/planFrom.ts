import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { wordsFor } from '../messages.ts'
import type { PlanFile } from '../planFile.ts'
import { readLists } from '../reading.ts'
import { readMapping } from '../unitRows.ts'
import { readListFile } from './listFile.ts'

const usage =
  'Cách dùng: org plan-from TỆP_MỚI --against TỆP_CŨ --effective NGÀY [--json] [--out TỆP_PHƯƠNG_ÁN]\n' +
  '  [--columns code=…,level=…,name=…,kind=…,parentCode=…,predecessors=…]\n' +
  '  [--decision-number SỐ --decision-date NGÀY --decision-body CƠ_QUAN]\n' +
  '  Tệp CSV hoặc XLSX; NGÀY: YYYY-MM-DD.'

const Options = z.object({
  file: z.string().min(1),
  against: z.string().min(1),
  effective: Day,
  out: z.string().optional(),
  json: z.boolean().default(false),
  columns: z.string().default(''),
  'decision-number': z.string().optional(),
  'decision-date': Day.optional(),
  'decision-body': z.string().optional(),
})
type Options = z.infer<typeof Options>

/** The words for predecessors in a list of new units become a plan; what is not certain is told, never decided. */
export async function planFrom(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (options === undefined) {
    console.error(usage)
    return 2
  }
  const { mapping, unknown } = readMapping(options.columns)
  if (unknown.length > 0) {
    console.error(`Không có trường nào tên là: ${unknown.join(', ')}.`)
    return 2
  }
  const [list, against] = [await readListFile(options.file, mapping), await readListFile(options.against, mapping)]
  if (typeof list === 'string' || typeof against === 'string') {
    console.error(typeof list === 'string' ? list : against)
    return 2
  }
  const { effective } = options
  const read = readLists({ units: list.units, before: against.units, effective, decision: decisionOf(options) })
  const { content: plan, mentions, resolved, misplaced } = read
  if (mentions === 0 || list.mapping.predecessors === undefined) {
    console.error('Không có đơn vị nào ghi đơn vị trước sắp xếp (cột predecessors).')
    return 3
  }
  for (const { unit, why } of misplaced)
    console.error(`Danh sách cũ, ${unit.code} ${unit.name}: ${wordsFor('misplaced', why)}`)
  tell(plan)
  if (options.out) await writeFile(options.out, `${JSON.stringify(plan, null, 1)}\n`)
  const { outcomes } = plan
  console.info(
    options.json ? JSON.stringify({ mentions, resolved, byOutcome: outcomes }) : asText(mentions, resolved, outcomes),
  )
  return 0
}

function readOptions(args: string[]): Options | undefined {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        against: text,
        effective: text,
        out: text,
        columns: text,
        json: { type: 'boolean' },
        'decision-number': text,
        'decision-date': text,
        'decision-body': text,
      },
    })
    return Options.safeParse({ ...values, file: positionals[0] }).data
  } catch (error) {
    // parseArgs throws for options it does not know.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

const decisionOf = (options: Options): PlanFile['decision'] =>
  options['decision-number'] === undefined
    ? null
    : {
        number: options['decision-number'],
        date: options['decision-date'] ?? null,
        body: options['decision-body'] ?? null,
      }

/** Everything a person has to look at, on the error output: the figures stay alone on the standard one. */
function tell({ unresolved, splits, partly, unnamed }: PlanFile): void {
  for (const { of, text, outcome, candidates } of unresolved) {
    const meant = candidates.map(({ code, name, within }) => `${name} (${within}, ${code})`).join('; ')
    console.error(
      `${of.name} (${of.code}) ← "${text}": ${wordsFor('outcomes', outcome)}${meant ? ` Có thể: ${meant}.` : ''}`,
    )
  }
  for (const { name, unitId, intoIds, mainId, because } of splits)
    console.error(
      `Chia: ${name} (${unitId}) → ${intoIds.join(', ')}; số liệu cũ tính vào ${mainId}: ${wordsFor('because', because)}`,
    )
  for (const { name, unitId, text } of partly) console.error(`Chỉ nêu một phần: ${name} (${unitId}): "${text}".`)
  if (unnamed.length > 0)
    console.error(
      `Không đơn vị mới nào nêu ${unnamed.length}: ${unnamed.map(({ code, name, within }) => `${name} (${within}, ${code})`).join('; ')}.`,
    )
}

function asText(mentions: number, resolved: number, outcomes: Record<string, number>): string {
  return [
    `Đã khớp ${resolved}/${mentions} tên đơn vị trước sắp xếp.`,
    ...Object.entries(outcomes).map(
      ([outcome, count]) => `  ${String(count).padStart(5)}  ${wordsFor('outcomes', outcome)}`,
    ),
  ].join('\n')
}
