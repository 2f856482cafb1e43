import { idsAbove } from '#features/units/server/queries.ts'
import { type Call, command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import {
  agreeVerdicts,
  closeVerdicts,
  explainDissent,
  giveVerdicts,
  reportAppraisal,
  requestSupplement,
} from './commands.ts'
import { getAppraisal } from './queries.ts'
import { constituteTeam, endTeam, listCandidates, listTeams } from './teams.ts'
import { cancelVisit, carryOutVisit, checkPapers, planVisit } from './visits.ts'

/** Does the deed, then answers with the appraisal as it stands now. */
const thenShow =
  <Input extends { dossierId: string }>(act: (call: Call, input: Input) => Promise<void>) =>
  async (call: Call, input: Input) => {
    await act(call, input)
    return getAppraisal(call, input.dossierId)
  }

export const routes = {
  listTeams: query(contract.listTeams, async ({ tx, today, actor }, { unitId }) =>
    listTeams(tx, today, {
      around: actor.units,
      ...(unitId === undefined ? {} : { unitIds: [unitId, ...(await idsAbove(tx, unitId, today))] }),
    }),
  ),
  listCandidates: query(contract.listCandidates, (call, { unitId }) => listCandidates(call, unitId)),
  constituteTeam: command(contract.constituteTeam, constituteTeam),
  endTeam: command(contract.endTeam, endTeam),
  getAppraisal: query(contract.getAppraisal, (call, { dossierId }) => getAppraisal(call, dossierId)),
  planVisit: command(contract.planVisit, thenShow(planVisit)),
  carryOutVisit: command(contract.carryOutVisit, thenShow(carryOutVisit)),
  cancelVisit: command(contract.cancelVisit, thenShow(cancelVisit)),
  checkPapers: command(contract.checkPapers, thenShow(checkPapers)),
  giveVerdicts: command(contract.giveVerdicts, giveVerdicts),
  closeVerdicts: command(contract.closeVerdicts, thenShow(closeVerdicts)),
  agreeVerdicts: command(contract.agreeVerdicts, thenShow(agreeVerdicts)),
  explainDissent: command(contract.explainDissent, thenShow(explainDissent)),
  reportAppraisal: command(contract.reportAppraisal, thenShow(reportAppraisal)),
  requestSupplement: command(contract.requestSupplement, thenShow(requestSupplement)),
}
