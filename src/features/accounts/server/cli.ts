import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { CliCommand } from '#platform/server/discover.ts'
import { Day, Line } from '#shared/contract.ts'
import { beginInstallation } from './begin.ts'

const usage =
  'Cách dùng: begin --province "Tỉnh Vĩnh Long" --since 2025-07-01 --administrator "Họ tên" --organiser "Họ tên"'

const Options = z.object({ province: Line(200), since: Day, administrator: Line(100), organiser: Line(100) })
const text = { type: 'string' } as const

/** 0: made; 1: there are people already; 2: something is missing from the command. */
export const commands: CliCommand[] = [
  {
    name: 'begin',
    summary: 'Bắt đầu cho một tỉnh trên cơ sở dữ liệu trống: tỉnh, người quản trị, người phụ trách tổ chức',
    run: async (args, services) => {
      const { values } = parseArgs({
        args,
        strict: false,
        options: { province: text, since: text, administrator: text, organiser: text },
      })
      const options = Options.safeParse(values)
      if (!options.success) {
        console.error(usage)
        return 2
      }
      const accounts = await beginInstallation(services, options.data)
      if (accounts === null) {
        console.error('Đã có người giữ chức vụ trong hệ thống. Hãy dùng tài khoản quản trị để thêm người.')
        return 1
      }
      console.info(`Mở tài khoản ở ${services.settings.origin}/join bằng tên và mã, trong ba ngày:`)
      for (const { username, name, code } of accounts) console.info(`  ${username}  ${code}  (${name})`)
      return 0
    },
  },
]
