import { readDemonstrationAccounts } from '../../../../demo/accounts.ts'
import { command, query } from '#platform/server/serve.ts'
import {
  createAccount,
  getOwnAccount,
  getSession,
  handOverPassword,
  listAccounts,
  listDemonstrationAccounts,
  withdrawAccount,
} from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

export const routes = {
  getSession: query(getSession, queries.showSession),
  getOwnAccount: query(getOwnAccount, queries.showOwnAccount),
  listDemonstrationAccounts: query(listDemonstrationAccounts, async ({ services }) =>
    services.settings.demo ? readDemonstrationAccounts() : { password: null, accounts: [] },
  ),
  listAccounts: query(listAccounts, queries.listAccounts),
  createAccount: command(createAccount, commands.createAccount),
  handOverPassword: command(handOverPassword, commands.handOverPassword),
  withdrawAccount: command(withdrawAccount, (call, { accountId }) => commands.withdrawAccount(call, accountId)),
}
