import { readDemonstrationAccounts } from '../../../../demo/accounts.ts'
import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const routes = {
  getSession: query(contract.getSession, queries.showSession),
  listDemonstrationAccounts: query(contract.listDemonstrationAccounts, async ({ services }) =>
    services.settings.demo ? readDemonstrationAccounts() : { password: null, accounts: [] },
  ),
  listAccounts: query(contract.listAccounts, queries.listAccounts),
  createAccount: command(contract.createAccount, commands.createAccount, { secret: true }),
  handOver: command(contract.handOver, commands.handOver, { secret: true }),
  linkProvinceLogin: command(contract.linkProvinceLogin, commands.linkProvinceLogin),
  withdrawAccount: command(contract.withdrawAccount, (call, { accountId }) =>
    commands.withdrawAccount(call, accountId),
  ),
}
