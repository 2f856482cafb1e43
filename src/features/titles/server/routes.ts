import { command, query } from '#platform/server/serve.ts'
import * as contract from '../contract.ts'
import type { TitleAction } from '../title.ts'
import { correctTitle } from './corrections.ts'
import { showDecision, showRecognition } from './decisionPage.ts'
import { listTitles, showTitle } from './queries.ts'
import { signRecognition } from './recognition.ts'
import { takeTitleStep, type TitleStepRequest } from './steps.ts'
import { verifyCertificate } from './verification.ts'

const step =
  (action: TitleAction) =>
  (call: Parameters<typeof takeTitleStep>[0], input: TitleStepRequest): ReturnType<typeof takeTitleStep> =>
    takeTitleStep(call, action, input)

export const routes = {
  getDecision: query(contract.getDecision, (call, { dossierId }) => showDecision(call, dossierId)),
  getRecognition: query(contract.getRecognition, (call, { documentId }) => showRecognition(call, documentId)),
  signRecognition: command(contract.signRecognition, signRecognition),

  listTitles: query(contract.listTitles, listTitles),
  getTitle: query(contract.getTitle, (call, { titleId }) => showTitle(call, titleId)),
  confirmTitle: command(contract.confirmTitle, step('confirm')),
  openReAppraisal: command(contract.openReAppraisal, step('open_re_appraisal')),
  confirmAfterReAppraisal: command(contract.confirmAfterReAppraisal, step('confirm_after_re_appraisal')),
  openReview: command(contract.openReview, step('open_review')),
  restoreTitle: command(contract.restoreTitle, step('restore')),
  revokeTitle: command(contract.revokeTitle, step('revoke')),
  correctTitle: command(contract.correctTitle, correctTitle),

  verifyCertificate: query(contract.verifyCertificate, verifyCertificate),
}
