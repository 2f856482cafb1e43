import { command, query } from '#platform/server/serve.ts'
import { endDelegation, giveDelegation, listDelegations, listOwnDelegations } from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const routes = {
  listDelegations: query(listDelegations, (call, { unitId, past }) => queries.listDelegations(call, unitId, past)),
  listOwnDelegations: query(listOwnDelegations, queries.listOwnDelegations),
  giveDelegation: command(giveDelegation, commands.giveDelegation),
  endDelegation: command(endDelegation, commands.endDelegation),
}
