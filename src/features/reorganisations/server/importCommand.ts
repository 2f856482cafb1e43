import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Day, Id } from '#shared/contract.ts'
import { newId } from '#platform/server/id.ts'
import type { Services } from '#platform/server/serve.ts'
import { listKinds } from '#features/units/server/queries.ts'
import { placeRows } from '../catalogue.ts'
import { wordsFor } from '../messages.ts'
import { takeTree } from './apply.ts'
import { type Imported, importUnits, undoImport } from './importUnits.ts'
import { readMapping } from '../unitRows.ts'
import { readListFile } from './listFile.ts'

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
  const { mapping, unknown } = readMapping(options.columns)
  if (unknown.length > 0) {
    console.error(`Không có trường nào tên là: ${unknown.join(', ')}.`)
    return 2
  }
  const list = await readListFile(options.file, mapping)
  if (typeof list === 'string') {
    console.error(list)
    return 2
  }
  const period = { since: options.since, until: options.until ?? null }
  const { planned, misplaced } = placeRows(list.units, await db.transaction().execute(listKinds), period, list.lines)
  for (const { line, unit, why } of misplaced)
    console.error(`Dòng ${line}: ${unit.code} ${unit.name}: ${wordsFor('misplaced', why)}`)
  const id = newId()
  const done = await db
    .transaction()
    .execute(async (tx) => {
      if (!(await takeTree(tx))) return 'busy'
      const note = { id, fileName: path.basename(options.file), unitId: null, personId: null, misplaced }
      const imported = await importUnits(tx, planned, period, note)
      if (options['dry-run']) throw new Rehearsed(imported)
      return imported
    })
    .catch((error: unknown) => {
      if (error instanceof Rehearsed) return error.done
      throw error
    })
  if (done === 'busy') {
    console.error('Đang có người khác thay đổi tổ chức. Hãy đợi xong rồi làm lại; chưa có gì được ghi.')
    return 4
  }
  console.info(
    `${options['dry-run'] ? 'Làm thử, chưa ghi' : 'Đã nhập'}: ${done.entered} đơn vị mới, ${done.known} đã có, ${misplaced.length} dòng chưa xếp được.`,
  )
  if (!options['dry-run']) console.info(`Bỏ lần nhập này: org import --undo ${id}`)
  return 0
}

async function undo(id: string, { db }: Services): Promise<number> {
  const undone = await db.transaction().execute((tx) => undoImport(tx, id, null))
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
