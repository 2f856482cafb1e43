import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { planTurns, settleTurn } from './commands.ts'
import { showTurns } from './queries.ts'

export const routes = {
  showTurns: query(contract.showTurns, (call, { unitId, month }) => showTurns(call, unitId, month)),
  planTurns: command(contract.planTurns, planTurns),
  settleTurn: command(contract.settleTurn, settleTurn),
}
