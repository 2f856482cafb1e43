import { command } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { settleEntry } from './settle.ts'
import { syncRecords } from './sync.ts'

export const routes = {
  syncRecords: command(contract.syncRecords, syncRecords),
  settleEntry: command(contract.settleEntry, settleEntry),
}
