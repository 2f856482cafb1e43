import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

const secret = { secret: true }

export const routes = {
  getOwnAccount: query(contract.getOwnAccount, queries.showOwnAccount),
  listSessions: query(contract.listSessions, queries.listSessions),
  changePassword: command(contract.changePassword, commands.changePassword, secret),
  confirmIdentity: command(contract.confirmIdentity, commands.confirmIdentity, secret),
  endSession: command(contract.endSession, (call, { sessionId }) => commands.endSession(call, sessionId)),
  endOtherSessions: command(contract.endOtherSessions, commands.endOtherSessions),
  renamePasskey: command(contract.renamePasskey, commands.renamePasskey),
  removePasskey: command(contract.removePasskey, (call, { passkeyId }) => commands.removePasskey(call, passkeyId)),
  removeTwoFactor: command(contract.removeTwoFactor, commands.removeTwoFactor),
  unlinkProvinceLogin: command(contract.unlinkProvinceLogin, commands.unlinkProvinceLogin),
  openEnrolment: command(contract.openEnrolment, commands.openEnrolment, secret),
  completeEnrolment: command(contract.completeEnrolment, commands.completeEnrolment, secret),
}
