import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as commands from './commands.ts'
import { exportFile, idInForce, listRuleSetRows, readShippedRuleSets, showRuleSet } from './queries.ts'

export const routes = {
  listRuleSets: query(contract.listRuleSets, (call, input) => listRuleSetRows(call.tx, input)),
  getRuleSet: query(contract.getRuleSet, (call, { ruleSetId }) => showRuleSet(call, ruleSetId)),
  getRuleSetInForce: query(contract.getRuleSetInForce, async (call, { code, on }) =>
    showRuleSet(call, await idInForce(call.tx, code, on)),
  ),
  draftRuleSet: command(contract.draftRuleSet, async (call, { id, content }) => {
    await commands.draftRuleSet(call, id, content)
    return showRuleSet(call, id)
  }),
  changeRuleSet: command(contract.changeRuleSet, async (call, { ruleSetId, version, content }) => {
    await commands.changeRuleSet(call, ruleSetId, version, content)
    return showRuleSet(call, ruleSetId)
  }),
  publishRuleSet: command(contract.publishRuleSet, async (call, { ruleSetId, version, confirmed }) => {
    await commands.publishRuleSet(call, ruleSetId, version, confirmed)
    return showRuleSet(call, ruleSetId)
  }),
  retireRuleSet: command(contract.retireRuleSet, async (call, { ruleSetId, version, lastDay }) => {
    await commands.retireRuleSet(call, ruleSetId, version, lastDay)
    return showRuleSet(call, ruleSetId)
  }),
  discardRuleSet: command(contract.discardRuleSet, async (call, { ruleSetId, version }) => {
    await commands.discardRuleSet(call, ruleSetId, version)
    return showRuleSet(call, ruleSetId)
  }),
  copyRuleSet: command(contract.copyRuleSet, async (call, { ruleSetId, id, effectiveFrom }) => {
    await commands.copyRuleSet(call, ruleSetId, id, effectiveFrom)
    return showRuleSet(call, id)
  }),
  checkRuleSetFile: query(contract.checkRuleSetFile, (call, { text }) => commands.reportOnFile(call.tx, text)),
  importRuleSet: command(contract.importRuleSet, async (call, { id, text }) => {
    await commands.importRuleSet(call, id, text)
    return showRuleSet(call, id)
  }),
  exportRuleSet: query(contract.exportRuleSet, (call, { ruleSetId }) => exportFile(call.tx, ruleSetId)),
  listShippedRuleSets: query(contract.listShippedRuleSets, async () => {
    const shipped = await readShippedRuleSets()
    return {
      items: shipped.map(({ fileName, text, content }) => ({
        fileName,
        code: content.code,
        title: content.title,
        demonstration: content.demonstration,
        text,
      })),
    }
  }),
}
