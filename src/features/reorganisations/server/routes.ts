import { command, query } from '#platform/server/serve.ts'
import {
  applyPlan,
  approvePlan,
  checkPlan,
  draftPlan,
  editPlan,
  getImport,
  getPlan,
  listImports,
  listPlans,
  previewPlan,
  undoImport,
  withdrawPlan,
} from '../contract.ts'
import { layPlan } from './apply.ts'
import * as commands from './commands.ts'
import { showPreview } from './preview.ts'
import * as queries from './queries.ts'
import * as imports from './unitImports.ts'

export const routes = {
  listReorganisations: query(listPlans, async (call) => ({ items: await queries.listPlans(call) })),
  getReorganisation: query(getPlan, (call, { planId }) => queries.showPlan(call, planId)),
  previewReorganisation: query(previewPlan, async (call, { planId }) => {
    const { content } = await queries.showPlan(call, planId)
    return showPreview(call.tx, content, await layPlan(call.tx, content, commands.howToApply(content)))
  }),
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
