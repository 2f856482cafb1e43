/** Official Party documents: their types, the kind of document behind each, and their life. */
import { workflow } from '#shared/workflow.ts'
import { type Act, acts } from './issuing.ts'

export const documentTypes = [
  'registrationList',
  'selfAppraisalReport',
  'proposal',
  'appraisalMinutes',
  'appraisalReport',
  'recognitionDecision',
  'confirmationDecision',
  'reappraisalDecision',
  'reviewDecision',
  'revocationDecision',
] as const
export type DocumentType = (typeof documentTypes)[number]
/** Papers made from a register each time they are asked for, and kept by whoever takes them. */
export type PaperType = DocumentType | 'breachReport'

/**
 * The kind of Party document behind each type. A list is none of the kinds that have a code, so it goes out without a
 * number of its own (it accompanies a numbered document).
 */
export const documentActs: Record<PaperType, Act | null> = {
  registrationList: null,
  selfAppraisalReport: 'report',
  proposal: 'submission',
  appraisalMinutes: 'minutes',
  appraisalReport: 'report',
  recognitionDecision: 'decision',
  confirmationDecision: 'decision',
  reappraisalDecision: 'decision',
  reviewDecision: 'decision',
  revocationDecision: 'decision',
  breachReport: 'report',
}

/** `BC`, `TTr`, `BB`, `QĐ`; `null` where the type carries no number. */
export function actCodeOf(type: PaperType): string | null {
  const act = documentActs[type]
  return act && acts[act].code
}

export const documentStates = ['draft', 'submitted', 'signed', 'issued', 'revoked'] as const
export type DocumentState = (typeof documentStates)[number]
export const documentActions = ['submit', 'return', 'sign', 'issue', 'revoke'] as const
export type DocumentAction = (typeof documentActions)[number]
export const documentParts = ['drafter', 'signer', 'clerk'] as const
export type DocumentPart = (typeof documentParts)[number]

/** The number is taken with `sign`; from then on the content is fixed and the number stays spent, even if revoked. */
export const documentWorkflow = workflow<DocumentState, DocumentAction, DocumentPart>({
  draft: { submit: { to: 'submitted', by: ['drafter'] } },
  submitted: {
    return: { to: 'draft', by: ['signer', 'clerk'] },
    sign: { to: 'signed', by: ['signer'] },
  },
  signed: { issue: { to: 'issued', by: ['clerk', 'signer'] }, revoke: { to: 'revoked', by: ['signer'] } },
  issued: { revoke: { to: 'revoked', by: ['signer'] } },
  revoked: {},
})

/** Whether a document in this state has its number and date for good. */
export const isNumbered = (state: DocumentState): boolean => state !== 'draft' && state !== 'submitted'

/** Decisions about a title are signed together with the step they decide, and undone only by another decision. */
export const decisionTypes = [
  'recognitionDecision',
  'confirmationDecision',
  'reappraisalDecision',
  'reviewDecision',
  'revocationDecision',
] as const satisfies readonly DocumentType[]
export type DecisionType = (typeof decisionTypes)[number]
export const isDecision = (type: DocumentType): type is DecisionType => decisionTypes.some((one) => one === type)
