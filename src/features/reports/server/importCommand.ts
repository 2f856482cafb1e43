import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import type { Database } from '#platform/server/database.ts'
import { importOutlines, readTopology } from './outlines.ts'

const usage =
  'Cách dùng: outlines import TỆP --from NGÀY [--to NGÀY] --source NGUỒN [--schematic]\n' +
  '  Mỗi hình khớp với đơn vị theo thuộc tính slug, hoặc code (mã ngoài của đơn vị).'

const Options = z.object({
  file: z.string(),
  from: Day,
  to: Day.nullable().default(null),
  source: z.string().min(1),
  schematic: z.boolean().default(false),
})

/** Shapes of places from a file, true from a day; tells what it has placed and what it does not know. */
export async function runImport(args: string[], db: Database): Promise<number> {
  const options = readOptions(args)
  const text = options && (await readFile(options.file, 'utf8').catch(() => null))
  if (!options || !text) {
    console.error(options ? `Không đọc được tệp ${options.file}.` : usage)
    return 2
  }
  if (!readTopology(text)) {
    console.error(`${options.file} không phải tệp TopoJSON có hình các đơn vị.`)
    return 2
  }
  const { placed, unknown } = await importOutlines(db, { ...options, text })
  console.info(`Đã nhập hình của ${placed} đơn vị.`)
  if (unknown.length > 0) console.info(`Chưa khớp được ${unknown.length}: ${unknown.join('; ')}.`)
  return 0
}

function readOptions(args: string[]): z.infer<typeof Options> | undefined {
  try {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { from: text, to: text, source: text, schematic: { type: 'boolean' } },
    })
    return Options.safeParse({ ...values, file: positionals[0] }).data
  } catch (error) {
    // parseArgs throws for options it does not know.
    if (error instanceof TypeError) return undefined
    throw error
  }
}
