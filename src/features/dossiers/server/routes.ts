import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import type { DossierAction } from '../dossier.ts'
import { listCellsNeedingHelp, listDossiers, showBoard } from './cellLines.ts'
import { correctRecord } from './corrections.ts'
import { showDossier } from './dossierPage.ts'
import { checkDossier, planRoadmap, recordVerdicts, recordVote } from './records.ts'
import { carryOverDossier, startDossier } from './registration.ts'
import { type StepRequest, takeStep } from './step.ts'
import { listTasks } from './workbench.ts'

const step =
  (action: DossierAction) =>
  (call: Parameters<typeof takeStep>[0], input: Omit<StepRequest, 'action'>): ReturnType<typeof takeStep> =>
    takeStep(call, { ...input, action })

export const routes = {
  listDossiers: query(contract.listDossiers, listDossiers),
  getDossier: query(contract.getDossier, (call, { dossierId }) => showDossier(call, dossierId)),
  listTasks: query(contract.listTasks, listTasks),
  listCellsOnBoard: query(contract.listCellsOnBoard, showBoard),
  listCellsNeedingHelp: query(contract.listCellsNeedingHelp, listCellsNeedingHelp),

  startDossier: command(contract.startDossier, startDossier),
  submitRegistration: command(contract.submitRegistration, step('submit_registration')),
  acceptRegistration: command(contract.acceptRegistration, step('accept_registration')),
  returnRegistration: command(contract.returnRegistration, step('return_registration')),
  withdrawDossier: command(contract.withdrawDossier, step('withdraw')),
  carryOverDossier: command(contract.carryOverDossier, carryOverDossier),

  planRoadmap: command(contract.planRoadmap, planRoadmap),
  recordVerdicts: command(contract.recordVerdicts, recordVerdicts),
  recordVote: command(contract.recordVote, recordVote),
  correctRecord: command(contract.correctRecord, correctRecord),
  checkDossier: command(contract.checkDossier, checkDossier),

  openSelfAppraisal: command(contract.openSelfAppraisal, step('open_self_appraisal')),
  submitDossier: command(contract.submitDossier, step('submit_dossier')),
  returnToCell: command(contract.returnToCell, step('return_to_cell')),
  proposeRecognition: command(contract.proposeRecognition, step('propose')),

  agreeToRecognition: command(contract.agreeToRecognition, (call, { note, ...input }) =>
    takeStep(call, { ...input, reason: note, action: 'agree' }),
  ),
  disagreeWithRecognition: command(contract.disagreeWithRecognition, step('disagree')),
  askSupplement: command(contract.askSupplement, step('ask_supplement')),
  refuseRecognition: command(contract.refuseRecognition, step('refuse')),
}
