import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import { makeApiToken, makeReceiver, pauseReceiver, withdrawApiToken } from './commands.ts'
import { listTokens, listWebhooks } from './queries.ts'

export const routes = {
  listTokens: query(contract.listTokens, ({ tx, today }) => listTokens(tx, today)),
  makeToken: command(contract.makeToken, makeApiToken, { shownOnce: true }),
  withdrawToken: command(contract.withdrawToken, (call, { tokenId }) => withdrawApiToken(call, tokenId)),
  listWebhooks: query(contract.listWebhooks, ({ tx, today }) => listWebhooks(tx, today)),
  makeWebhook: command(contract.makeWebhook, makeReceiver, { shownOnce: true }),
  pauseWebhook: command(contract.pauseWebhook, pauseReceiver),
}
