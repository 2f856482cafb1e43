import { command, query } from '#platform/server/serve.ts'
import {
  applyPlan,
  approvePlan,
  checkPlan,
  draftPlan,
  editPlan,
  getImport,
  getPlan,
  getPlanMap,
  listAffected,
  listBecomings,
  listImports,
  listPeopleToTell,
  listPlans,
  previewPlan,
  undoImport,
  withdrawPlan,
} from '../contract.ts'
import * as affected from './affected.ts'
import * as commands from './commands.ts'
import { openLook } from './look.ts'
import { listPeople } from './peopleToTell.ts'
import { showPlanMap } from './planMap.ts'
import * as previews from './preview.ts'
import * as queries from './queries.ts'
import * as imports from './unitImports.ts'

export const routes = {
  listReorganisations: query(listPlans, async (call) => ({ items: await queries.listPlans(call) })),
  getReorganisation: query(getPlan, (call, { planId }) => queries.showPlan(call, planId)),
  previewReorganisation: query(previewPlan, (call, { planId }) => previews.showPreview(call, planId)),
  listReorganisedUnits: query(listBecomings, async (call, { planId, ...asked }) =>
    previews.listBecomings(await openLook(call, planId), asked),
  ),
  listReorganisationAffected: query(listAffected, async (call, { planId, ...asked }) =>
    affected.listAffected(call, await openLook(call, planId), asked),
  ),
  listReorganisationPeople: query(listPeopleToTell, async (call, { planId, ...asked }) =>
    listPeople(call, await openLook(call, planId), asked),
  ),
  mapReorganisation: query(getPlanMap, async (call, { planId }) => showPlanMap(call, await openLook(call, planId))),
  draftReorganisation: command(draftPlan, commands.draftPlan),
  editReorganisation: command(editPlan, commands.editPlan),
  checkReorganisation: command(checkPlan, commands.checkPlan),
  approveReorganisation: command(approvePlan, commands.approvePlan),
  applyReorganisation: command(applyPlan, commands.applyPlan),
  listUnitImports: query(listImports, async (call) => ({ items: await imports.listImports(call) })),
  getUnitImport: query(getImport, (call, { importId }) => imports.showImport(call, importId)),
  undoUnitImport: command(undoImport, (call, { importId }) => imports.undoList(call, importId)),
  withdrawReorganisation: command(withdrawPlan, commands.withdrawPlan),
}
