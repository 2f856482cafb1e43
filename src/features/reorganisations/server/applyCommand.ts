import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { nobody } from '#platform/server/actor.ts'
import { record } from '#platform/server/journal.ts'
import type { Services } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import { type NameOf, refusalInWords } from '../refusalWords.ts'
import type { Refusal } from '../plan.ts'
import { PlanFile } from '../planFile.ts'
import { applyFile, type Done } from './apply.ts'

const usage =
  'Cách dùng: org apply TỆP_PHƯƠNG_ÁN [--since NGÀY] [--undecided refuse|main] [--dry-run] [--json]\n' +
  '  --since: ngày từ đó ghi nhận các đơn vị cũ chưa có trong hệ thống (mặc định: ngày đầu của năm sắp xếp).\n' +
  '  --undecided main: đơn vị bên dưới một đơn vị bị chia chuyển theo đơn vị nhận chính, nếu phương án chưa chọn.\n' +
  '  --dry-run: làm thử rồi bỏ, không ghi gì.'

const Options = z.object({
  file: z.string().min(1),
  since: Day.optional(),
  undecided: z.enum(['refuse', 'main']).default('refuse'),
  'dry-run': z.boolean().default(false),
  json: z.boolean().default(false),
})

class Rehearsed extends Error {
  readonly done: Done
  constructor(done: Done) {
    super('rehearsed')
    this.done = done
  }
}

/** Apply a plan file to the organisation: all of it in one transaction, or nothing and every reason why not. */
export async function applyCommand(args: string[], services: Services): Promise<number> {
  const options = readOptions(args)
  if (!options) {
    console.error(usage)
    return 2
  }
  const file = await readPlan(options.file)
  if (typeof file === 'string') {
    console.error(file)
    return 2
  }
  if (file.effective > services.clock.today()) {
    console.error(`Phương án có hiệu lực từ ${file.effective}; chưa đến ngày áp dụng.`)
    return 3
  }
  const { undecided, since = `${file.effective.slice(0, 4)}-01-01` } = options
  const result = await services.db
    .transaction()
    .execute(async (tx) => {
      const done = await applyFile(tx, file, { since, undecided })
      if (done === 'busy' || 'refusals' in done) return done
      if (options['dry-run']) throw new Rehearsed(done)
      await writeDown(tx, services, file, done)
      return done
    })
    .catch((error: unknown) => {
      if (error instanceof Rehearsed) return error.done
      throw error
    })
  if (result === 'busy') {
    console.error('Đang có phương án khác được áp dụng. Hãy đợi xong rồi kiểm tra lại.')
    return 4
  }
  if ('refusals' in result) {
    for (const refusal of result.refusals) console.error(asLine(refusal, result.name))
    console.error(`Không áp dụng: ${result.refusals.length} lý do. Không có gì thay đổi.`)
    return 3
  }
  console.info(options.json ? JSON.stringify(result) : asText(result, options['dry-run']))
  return 0
}

function readOptions(args: string[]): z.infer<typeof Options> | undefined {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { since: text, undecided: text, 'dry-run': flag, json: flag },
    })
    return Options.safeParse({ ...values, file: positionals[0] }).data
  } catch (error) {
    // parseArgs throws for options it does not know.
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** The plan, or what is wrong with the file in words. */
async function readPlan(path: string): Promise<PlanFile | string> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return `Không đọc được tệp ${path}.`
  try {
    const read = PlanFile.safeParse(JSON.parse(text))
    if (read.success) return read.data
    return `${path} không phải tệp phương án: ${z.prettifyError(read.error)}`
  } catch (error) {
    if (error instanceof SyntaxError) return `${path} không phải tệp phương án: ${error.message}`
    throw error
  }
}

/** Who works at the server itself has no account: the journal says so. */
async function writeDown(tx: Tx, { db, clock, settings, auth }: Services, file: PlanFile, done: Done): Promise<void> {
  const call = {
    tx,
    actor: nobody(null, 'vi'),
    now: clock.now(),
    today: clock.today(),
    language: 'vi' as const,
    services: { db, clock, settings, auth },
  }
  await record(call, {
    action: 'reorganisation.applied',
    objectType: 'reorganisation_plan',
    objectId: file.effective,
    unitId: null,
    after: { effective: file.effective, decision: file.decision, ...done },
  })
}

function asLine(refusal: Refusal, name: NameOf): string {
  const at = refusal.operation === null ? '' : `Mục ${refusal.operation + 1}: `
  return `${at}${refusalInWords(refusal, name, 'vi')}`
}

const asText = (done: Done, rehearsed: boolean): string =>
  [
    rehearsed ? 'Làm thử, chưa ghi:' : 'Đã áp dụng:',
    `  đơn vị mới ghi nhận: ${done.units} (trong đó ${done.entered} đơn vị cũ)`,
    `  phiên bản mới: ${done.versions}, kết thúc: ${done.ended}, kế thừa: ${done.links}`,
    `  chức vụ kết thúc: ${done.positions}, thẩm quyền chuyển giao: ${done.powers}`,
    `  đã có từ trước: ${done.already}`,
  ].join('\n')
