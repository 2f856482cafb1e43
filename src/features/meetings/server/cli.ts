import { formatNumber } from '#shared/format.ts'
import type { CliCommand } from '#platform/server/discover.ts'
import { verifyRollups } from './verification.ts'

/** As many differences are written out; the rest is counted. */
const MOST = 20

const verify: CliCommand = {
  name: 'verify rollups',
  summary: 'Tính lại mọi số liệu sinh hoạt từ từng dòng biên bản và so với số liệu đang dùng',
  run: async (_args, { db }) => {
    const told = await verifyRollups(db)
    for (const { table, unitId, of, kept, computed } of told.findings.slice(0, MOST))
      console.error(`${table} ${unitId} ${of}: đang là ${kept}, tính lại là ${computed}`)
    const rest = told.findings.length - MOST
    if (rest > 0) console.error(`… và ${formatNumber(rest)} chỗ khác.`)
    console.info(
      `Đã tính lại ${formatNumber(told.meetings)} kỳ sinh hoạt của ${formatNumber(told.cells)} chi bộ, ${formatNumber(told.marks)} dòng điểm danh, ${formatNumber(told.months)} tháng: ` +
        (told.findings.length === 0 ? 'khớp.' : `${formatNumber(told.findings.length)} chỗ không khớp.`),
    )
    return told.findings.length === 0 ? 0 : 1
  },
}

export const commands = [verify]
