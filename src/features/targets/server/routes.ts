import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { showTargets } from './board.ts'
import { agreeTarget, registerTarget, replaceTarget } from './commands.ts'

export const routes = {
  getTargets: query(contract.getTargets, showTargets),
  registerTarget: command(contract.registerTarget, registerTarget),
  agreeTarget: command(contract.agreeTarget, agreeTarget),
  replaceTarget: command(contract.replaceTarget, replaceTarget),
}
