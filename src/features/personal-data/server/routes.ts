import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import * as breaches from './breaches.ts'
import { listErasureRows, previewErasure } from './erasurePreview.ts'
import * as erasures from './erasures.ts'
import * as holds from './holds.ts'
import { findOwnData, listOwnReadings } from './ownData.ts'
import { loadRegister } from './registerPage.ts'
import * as requests from './requests.ts'
import { listSettings, setSetting } from './settings.ts'

export const routes = {
  listRegister: query(contract.listRegister, async () => ({ entries: (await loadRegister()).entries })),
  showOwnData: query(contract.showOwnData, async (call) => ({ parts: await findOwnData(call) })),
  listOwnReadings: query(contract.listOwnReadings, listOwnReadings),
  sendRequest: command(contract.sendRequest, requests.sendRequest),
  listOwnRequests: query(contract.listOwnRequests, requests.listOwnRequests),
  listRequests: query(contract.listRequests, requests.listRequests),
  receiveRequest: command(contract.receiveRequest, requests.receiveRequest),
  noteRequest: command(contract.noteRequest, requests.noteRequest),
  answerRequest: command(contract.answerRequest, requests.answerRequest),
  listBreaches: query(contract.listBreaches, breaches.listBreaches),
  recordBreach: command(contract.recordBreach, breaches.recordBreach),
  noteBreach: command(contract.noteBreach, breaches.noteBreach),
  notifyBreach: command(contract.notifyBreach, breaches.notifyBreach),
  closeBreach: command(contract.closeBreach, breaches.closeBreach),
  listSettings: query(contract.listSettings, async ({ tx }) => ({ items: await listSettings(tx) })),
  setSetting: command(contract.setSetting, setSetting),
  previewErasure: query(contract.previewErasure, (call, { personId }) => previewErasure(call, personId)),
  listErasureRows: query(contract.listErasureRows, listErasureRows),
  listErasures: query(contract.listErasures, erasures.listErasures),
  proposeErasure: command(contract.proposeErasure, erasures.proposeErasure),
  approveErasure: command(contract.approveErasure, erasures.approveErasure),
  withdrawErasure: command(contract.withdrawErasure, erasures.withdrawErasure),
  listHolds: query(contract.listHolds, holds.listHolds),
  placeHold: command(contract.placeHold, holds.placeHold),
  liftHold: command(contract.liftHold, holds.liftHold),
}
