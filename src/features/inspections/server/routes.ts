import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { makePlan, recordVisit } from './commands.ts'
import { showInspections } from './queries.ts'

export const routes = {
  showInspections: query(contract.showInspections, (call, { unitId, month }) => showInspections(call, unitId, month)),
  makePlan: command(contract.makePlan, makePlan),
  recordVisit: command(contract.recordVisit, recordVisit),
}
