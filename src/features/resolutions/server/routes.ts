import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const routes = {
  listTasks: query(contract.listTasks, queries.listTasks),
  takeTaskStep: command(contract.takeTaskStep, commands.takeTaskStep),
  listReceivedClauses: query(contract.listReceivedClauses, queries.listReceivedClauses),
  acknowledgeClause: command(contract.acknowledgeClause, commands.acknowledgeClause),
  reportClause: command(contract.reportClause, commands.reportClause),
}
