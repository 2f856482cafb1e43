import { readFile } from 'node:fs/promises'
import { vi } from '../messages.ts'
import type { Mapping } from '../unitRows.ts'
import { readUnitList, type UnitList } from './unitList.ts'

/** A list of units from a file of this machine, or why it cannot be read, in words. */
export async function readListFile(file: string, mapping: Mapping): Promise<UnitList | string> {
  const bytes = await readFile(file).catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  if (typeof bytes === 'string') return `Không đọc được tệp ${file}: ${bytes}`
  const list = await readUnitList(bytes, mapping)
  return 'why' in list ? `Không đọc được tệp ${file}: ${vi.unreadable[list.why]} ${list.at}`.trim() : list
}
