import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { showMeeting } from './queries.ts'
import { settleEntry } from './settle.ts'
import { syncRecords } from './sync.ts'

export const routes = {
  getMeeting: query(contract.getMeeting, showMeeting),
  syncRecords: command(contract.syncRecords, syncRecords),
  settleEntry: command(contract.settleEntry, settleEntry),
}
