import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { formatNumber } from '#shared/format.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import type { Settings } from '#platform/server/settings.ts'
import { BadArchive } from './archive.ts'
import { backUp } from './backup.ts'
import { countWrong, drill } from './drill.ts'
import { restore } from './restore.ts'

const WRONG = 1
const USAGE = 2
const SHORTEST = 12

type Asked = { file: string; passphrase: string }

/** The file, and the passphrase from a file or from `BACKUP_PASSPHRASE`; never from the command line, where others see it. */
async function readArguments(args: string[], { BACKUP_PASSPHRASE }: Settings): Promise<Asked | string> {
  const [file, flag, keyFile] = args
  if (file === undefined || (flag !== undefined && (flag !== '--key-file' || keyFile === undefined)))
    return 'Cách dùng: backup|restore TỆP [--key-file TỆP_MẬT_KHẨU], hoặc đặt mật khẩu vào BACKUP_PASSPHRASE.'
  const passphrase = keyFile === undefined ? BACKUP_PASSPHRASE : (await readFile(keyFile, 'utf8')).trim()
  if (passphrase === undefined || passphrase.length < SHORTEST)
    return `Cần mật khẩu của bản sao lưu, ít nhất ${SHORTEST} ký tự: --key-file TỆP hoặc biến BACKUP_PASSPHRASE.`
  return { file: path.resolve(file), passphrase }
}

const asked =
  (run: (found: Asked, services: Parameters<CliCommand['run']>[1]) => Promise<number>): CliCommand['run'] =>
  async (args, services) => {
    const found = await readArguments(args, services.settings)
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

const drilling: CliCommand = {
  name: 'backup drill',
  summary: 'Phục hồi thử một bản sao lưu vào cơ sở dữ liệu tạm, kiểm tra, ghi kết quả, rồi xóa: TỆP [--key-file TỆP]',
  run: asked(async ({ file, passphrase }, services) => {
    const { problem, rows, files, seconds } = await drill(services, file, passphrase)
    if (problem !== null) {
      console.error(`Không đạt: ${problem}`)
      return WRONG
    }
    console.info(
      `Đạt: ${formatNumber(rows)} dòng, ${formatNumber(files)} tệp, nhật ký và bản ghi đã khóa nguyên vẹn, trong ${formatNumber(seconds)} giây.`,
    )
    return 0
  }),
}

export const commands = [backup, restoring, drilling]
