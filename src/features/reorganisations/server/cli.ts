import type { CliCommand } from '#platform/server/discover.ts'
import { applyCommand } from './applyCommand.ts'
import { importCommand } from './importCommand.ts'
import { planFrom } from './planFrom.ts'

export const commands: CliCommand[] = [
  {
    name: 'org plan-from',
    summary: 'Lập phương án sắp xếp từ danh sách đơn vị mới và danh sách cũ',
    run: (args) => planFrom(args),
  },
  {
    name: 'org apply',
    summary: 'Áp dụng một phương án sắp xếp: tất cả hoặc không gì cả',
    run: applyCommand,
  },
  {
    name: 'org import',
    summary: 'Nhập danh sách đơn vị hành chính từ CSV hoặc XLSX; làm thử và bỏ được',
    run: importCommand,
  },
]
