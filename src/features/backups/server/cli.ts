import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { listAnchors } from '#features/journal/server/anchors.ts'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { verifyRecords } from '#features/journal/server/lockedRecords.ts'
import { verifyJournal } from '#features/journal/server/verification.ts'
import { formatNumber } from '#shared/format.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import type { Services } from '#platform/server/serve.ts'
import { BadArchive } from './archive.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'

const WRONG = 1
const USAGE = 2
const SHORTEST = 12

type Asked = { file: string; passphrase: string }

/** The file, and the passphrase from a file or from `BACKUP_PASSPHRASE`; never from the command line, where others see it. */
async function readArguments(args: string[]): Promise<Asked | string> {
  const [file, flag, keyFile] = args
  if (file === undefined || (flag !== undefined && (flag !== '--key-file' || keyFile === undefined)))
    return 'Cách dùng: backup|restore TỆP [--key-file TỆP_MẬT_KHẨU], hoặc đặt mật khẩu vào BACKUP_PASSPHRASE.'
  const passphrase = keyFile === undefined ? process.env['BACKUP_PASSPHRASE'] : (await readFile(keyFile, 'utf8')).trim()
  if (passphrase === undefined || passphrase.length < SHORTEST)
    return `Cần mật khẩu của bản sao lưu, ít nhất ${SHORTEST} ký tự: --key-file TỆP hoặc biến BACKUP_PASSPHRASE.`
  return { file: path.resolve(file), passphrase }
}

const asked =
  (run: (found: Asked, services: Parameters<CliCommand['run']>[1]) => Promise<number>): CliCommand['run'] =>
  async (args, services) => {
    const found = await readArguments(args)
    if (typeof found === 'string') {
      console.error(found)
      return USAGE
    }
    try {
      return await run(found, services)
    } catch (error) {
      if (!(error instanceof BadArchive)) throw error
      console.error(error.message)
      return WRONG
    }
  }

const backup: CliCommand = {
  name: 'backup',
  summary: 'Sao lưu toàn bộ dữ liệu và tệp vào một tệp mã hóa, hệ thống vẫn chạy: TỆP [--key-file TỆP]',
  run: asked(async ({ file, passphrase }, services) => {
    const { rows, files, missing } = await backUp(services, file, passphrase)
    console.info(`Đã sao lưu ${formatNumber(rows)} dòng, ${formatNumber(files)} tệp vào ${file}.`)
    for (const sha256 of missing)
      console.error(`Tệp ${sha256} không còn hoặc đã hỏng trong kho, nên không có trong bản sao lưu.`)
    return missing.length === 0 ? 0 : WRONG
  }),
}

const restoring: CliCommand = {
  name: 'restore',
  summary: 'Phục hồi bản sao lưu vào cơ sở dữ liệu trống rồi kiểm tra (đặt DEMO=0): TỆP [--key-file TỆP]',
  run: asked(async ({ file, passphrase }, services) => {
    const { at, rows, files } = await restore(services, file, passphrase)
    console.info(
      `Đã phục hồi bản sao lưu lúc ${at}: ${formatNumber(rows)} dòng, ${formatNumber(files)} tệp đúng nội dung.`,
    )
    const wrong = await countWrong(services)
    console.info(
      wrong === 0
        ? 'Nhật ký và các bản ghi đã khóa nguyên vẹn.'
        : `${formatNumber(wrong)} chỗ không đúng: chạy verify journal, verify records.`,
    )
    return wrong === 0 ? 0 : WRONG
  }),
}

/** After a restore the journal, its anchors and the locked records must say the same as before. */
async function countWrong({ db, settings }: Services): Promise<number> {
  const anchors = await listAnchors(settings.dataDir)
  const { findings } = await verifyJournal(db, await loadSealKeys(settings), { anchors })
  const records = await verifyRecords(db)
  return findings.length + records.flatMap((one) => one.findings).length
}

export const commands = [backup, restoring]
