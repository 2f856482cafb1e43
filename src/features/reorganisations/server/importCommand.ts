import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Day, Id } from '#shared/contract.ts'
import type { Services } from '#platform/server/serve.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { placeRows } from '../catalogue.ts'
import { wordsFor } from '../messages.ts'
import { type Imported, importUnits, undoImport } from './importUnits.ts'
import { readMapping, readUnitList } from './unitList.ts'

const usage =
  'Cách dùng: org import TỆP --since NGÀY [--until NGÀY] [--columns code=…,name=…] [--dry-run]\n' +
  '           org import --undo MÃ_LẦN_NHẬP\n' +
  '  Tệp CSV hoặc XLSX. --until: ngày đầu tiên danh sách không còn đúng (bỏ trống: vẫn đang đúng).'

const Options = z.union([
  z.object({ undo: Id }),
  z.object({
    file: z.string().min(1),
    since: Day,
    until: Day.optional(),
    columns: z.string().default(''),
    'dry-run': z.boolean().default(false),
  }),
])
type Import = Exclude<z.infer<typeof Options>, { undo: string }>

class Rehearsed extends Error {
  readonly done: Imported
  constructor(done: Imported) {
    super('rehearsed')
    this.done = done
  }
}

/** Enter a list of administrative units; every row without a place is told with its line and the reason. */
export async function importCommand(args: string[], services: Services): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    console.error(usage)
    return 2
  }
  return 'undo' in options ? undo(options.undo, services) : enter(options, services)
}

async function enter(options: Import, { db }: Services): Promise<number> {
  const units = await readUnitList(options.file, readMapping(options.columns)).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  )
  if (typeof units === 'string') {
    console.error(`Không đọc được tệp: ${units}`)
    return 2
  }
  const period = { since: options.since, until: options.until ?? null }
  const { planned, misplaced } = placeRows(units, await db.transaction().execute(listKinds), period)
  for (const { line, unit, why } of misplaced)
    console.error(`Dòng ${line}: ${unit.code} ${unit.name}: ${wordsFor('misplaced', why)}`)
  const done = await db
    .transaction()
    .execute(async (tx) => {
      const fileName = path.basename(options.file)
      const imported = await importUnits(tx, planned, { ...period, fileName })
      if (options['dry-run']) throw new Rehearsed(imported)
      return imported
    })
    .catch((error: unknown) => {
      if (error instanceof Rehearsed) return error.done
      throw error
    })
  console.info(
    `${options['dry-run'] ? 'Làm thử, chưa ghi' : 'Đã nhập'}: ${done.entered} đơn vị mới, ${done.known} đã có, ${misplaced.length} dòng chưa xếp được.`,
  )
  if (!options['dry-run']) console.info(`Bỏ lần nhập này: org import --undo ${done.id}`)
  return 0
}

async function undo(id: string, { db }: Services): Promise<number> {
  const undone = await db.transaction().execute((tx) => undoImport(tx, id))
  if (undone === 'unknown') console.error(`Không có lần nhập ${id}.`)
  else if (undone === 'undone_already') console.error('Lần nhập này đã được bỏ.')
  else if ('inUse' in undone) console.error(`Không bỏ được, đã có nội dung gắn với: ${undone.inUse.join('; ')}.`)
  else console.info(`Đã bỏ ${undone.removed} đơn vị.`)
  return typeof undone === 'object' && 'removed' in undone ? 0 : 3
}

function readOptions(args: string[]): z.infer<typeof Options> | undefined {
  const text = { type: 'string' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { since: text, until: text, columns: text, undo: text, 'dry-run': { type: 'boolean' } },
    })
    return Options.safeParse({ ...values, ...(positionals[0] === undefined ? {} : { file: positionals[0] }) }).data
  } catch (error) {
    // parseArgs throws for options it does not know.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
