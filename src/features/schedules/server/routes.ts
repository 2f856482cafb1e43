import { command, query } from '#platform/server/serve.ts'
import { acceptProposal, cancelProposal, proposeSchedule, showProposal } from '../contract.ts'
import * as proposals from './proposals.ts'

export const routes = {
  proposeSchedule: command(proposeSchedule, proposals.proposeSchedule),
  showProposal: query(showProposal, (call, { unitId, proposalId }) => proposals.showProposal(call, unitId, proposalId)),
  cancelProposal: command(cancelProposal, proposals.cancelProposal),
  acceptProposal: command(acceptProposal, proposals.acceptProposal),
}
