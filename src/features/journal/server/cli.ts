import { formatInstant, formatNumber } from '#shared/format.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import { findingWords } from '../findingWords.ts'
import { listAnchors, readAnchor } from './anchors.ts'
import { loadSealKeys } from './keys.ts'
import { verifyRecords } from './lockedRecords.ts'
import { findSeal, sealJournal } from './sealing.ts'
import { verifyJournal } from './verification.ts'

const FOUND = 1
const USAGE = 2
/** Nothing was tampered with, but the sealer stands still. */
const WAITING = 3

const verify: CliCommand = {
  name: 'verify journal',
  summary: 'Kiểm tra nhật ký có bị sửa, xóa, chèn, đổi thứ tự không [--anchor TỆP …]',
  run: async (args, { db, settings }) => {
    const files = args.filter((_, at) => args[at - 1] === '--anchor')
    if (args.length !== files.length * 2) return usage('verify journal [--anchor TỆP …]')
    const anchors = [...(await listAnchors(settings.dataDir)), ...(await Promise.all(files.map(readAnchor)))]
    const found = await verifyJournal(db, await loadSealKeys(settings), { anchors })
    for (const finding of found.findings) console.error(findingWords(finding))
    console.info(
      `Đã kiểm tra ${formatNumber(found.entries)} dòng, ${formatNumber(found.seals)} dấu niêm phong, ${formatNumber(anchors.length)} bản neo: ` +
        (found.findings.length === 0 ? 'nguyên vẹn.' : `${formatNumber(found.findings.length)} chỗ không đúng.`),
    )
    if (found.waiting > 0)
      console.error(
        `${formatNumber(found.waiting)} dòng quá 10 phút chưa được niêm phong: chương trình niêm phong không chạy. Lệnh: journal seal`,
      )
    if (found.findings.length > 0) return FOUND
    return found.waiting > 0 ? WAITING : 0
  },
}

const records: CliCommand = {
  name: 'verify records',
  summary: 'Kiểm tra các bản ghi đã khóa (bước hồ sơ, phiếu, văn bản đã ký, bằng…) có bị sửa, xóa, chèn không',
  run: async (_args, { db }) => {
    const verified = await verifyRecords(db)
    for (const { table, records: count, findings } of verified) {
      console.info(`${recordNames[table] ?? table}: ${formatNumber(count)} bản ghi`)
      for (const { kind, id } of findings) console.error(`  ${table} ${id}: ${lockedWords[kind]}`)
    }
    const wrong = verified.reduce((sum, { findings }) => sum + findings.length, 0)
    console.info(wrong === 0 ? 'Nguyên vẹn.' : `${formatNumber(wrong)} bản ghi không đúng.`)
    return wrong === 0 ? 0 : FOUND
  },
}

const lockedWords = {
  edited: 'đã bị sửa sau khi khóa',
  deleted: 'đã bị xóa',
  inserted: 'không do chương trình ghi',
} as const
const recordNames: Record<string, string> = {
  dossier_step: 'Bước của hồ sơ',
  verdict: 'Kết quả chấm từng mục',
  dissent: 'Ý kiến khác',
  cell_vote: 'Biểu quyết của chi bộ',
  dossier_check: 'Kiểm tra thành phần hồ sơ',
  title_event: 'Diễn biến danh hiệu',
  certificate: 'Bằng công nhận',
  correction: 'Đính chính',
  official_document: 'Văn bản đã ký',
  rule_set: 'Bộ tiêu chí đã ban hành',
}

const seal: CliCommand = {
  name: 'journal seal',
  summary: 'Niêm phong các dòng nhật ký chưa niêm phong',
  run: async (_args, services) => {
    console.info(`Đã niêm phong ${formatNumber(await sealJournal(services))} dòng.`)
    return 0
  },
}

const anchor: CliCommand = {
  name: 'journal anchor',
  summary: 'In bản neo đã ký của một ngày (mặc định: mới nhất) để cất nơi khác [NGÀY]',
  run: async ([day], { db, settings }) => {
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/u.test(day)) return usage('journal anchor [YYYY-MM-DD]')
    const found = await findSeal(db, day)
    if (!found) {
      console.error('Chưa có dấu niêm phong nào.')
      return FOUND
    }
    const { publicKey } = await loadSealKeys(settings)
    console.error(
      `Nhật ký đến ${formatInstant(new Date(found.sealedAt / 1000))}: ${formatNumber(found.position)} dòng.`,
    )
    console.info(JSON.stringify({ ...found, publicKey }, null, 2))
    return 0
  },
}

function usage(text: string): number {
  console.error(`Cách dùng: ${text}`)
  return USAGE
}

export const commands = [verify, records, seal, anchor]
