import type { Frame, OfficialDocument } from '#features/documents/content.ts'
import { namesSuccessorToo, type Paper } from '#features/documents/anchoring.ts'
import { issuingBodyOf } from '#features/documents/issuer.ts'
import type { Draft } from '#features/documents/server/draft.ts'
import { cellInWords, frameOf, nameFor, unsigned } from '#features/documents/server/naming.ts'
import { decidingBody } from '#features/documents/server/recognitionDraft.ts'
import { TITLE } from '#features/documents/server/sources.ts'
import {
  confirmationDecision,
  reappraisalDecision,
  reviewDecision,
  revocationDecision,
} from '#features/documents/titleDecision.ts'
import { referenceTo } from '#features/documents/reference.ts'
import type { Programme } from '#features/programmes/server/queries.ts'
import type { Call } from '#platform/server/serve.ts'
import type { TitleAction } from '../title.ts'
import { grantedByInWords, type KeepingBody } from './authority.ts'
import type { TitleRow } from './titleRow.ts'

/** What a decision about a title is drafted from. */
export type TitleMatterOf = {
  action: TitleAction
  title: TitleRow
  programme: Programme
  ground: string
  dueOn: string | null
}

/** The decision of the body in charge today, naming the cell as it is called today and the grant as it was made. */
export async function draftTitleDecision(call: Call, matter: TitleMatterOf, decision: KeepingBody): Promise<Draft> {
  const { today } = call
  const { title, programme } = matter
  const paper = decisionFor[matter.action]
  const { unit, body, decider } = await decidingBody(call, paper, decision)
  const cell = await nameFor(call, { paper, name: 'cell', unitId: title.unitId, fact: title.recognisedOn })
  const frame = await frameOf(call, {
    unit,
    body: issuingBodyOf(unit, body),
    recipients: ['Như Điều 2'],
    signing: unsigned,
  })
  const granting = await grantedByInWords(call, title)
  const passedOn = decision.unitId !== title.grantedBy
  const common = {
    grounds: programme.plan === null ? [] : [referenceTo(programme.plan)],
    considering: '',
    decider,
    executors: [cell.name],
    cell: cellInWords(cell),
    honour: { title: TITLE, year: title.year ?? Number(title.recognisedOn.slice(0, 4)) },
    recognisedBy: referenceTo({ number: title.decisionNumber, date: title.decisionDate, issuer: granting }),
    keptBy: passedOn && namesSuccessorToo(paper, 'grantingBody') ? { name: decider, since: decision.since } : null,
  }
  return {
    document: write(matter, frame, common, today),
    unitId: unit.unitId,
    teamId: null,
    aboutUnitIds: [title.unitId],
    dossierIds: title.dossierId === null ? [] : [title.dossierId],
    titleId: title.id,
    request: null,
  }
}

/** The paper behind each step. */
const decisionFor = {
  confirm: 'confirmationDecision',
  confirm_after_re_appraisal: 'confirmationDecision',
  restore: 'confirmationDecision',
  open_re_appraisal: 'reappraisalDecision',
  open_review: 'reviewDecision',
  revoke: 'revocationDecision',
} as const satisfies Record<TitleAction, Paper>

type Common = Omit<Parameters<typeof confirmationDecision>[1], 'keptForYear'>

function write(
  { action, ground, dueOn }: TitleMatterOf,
  frame: Frame,
  common: Common,
  today: string,
): OfficialDocument {
  switch (action) {
    case 'confirm':
    case 'confirm_after_re_appraisal':
    case 'restore':
      return confirmationDecision(frame, { ...common, keptForYear: Number(today.slice(0, 4)) })
    case 'open_re_appraisal':
      return reappraisalDecision(frame, { ...common, dueOn })
    case 'open_review':
      return reviewDecision(frame, { ...common, reason: ground })
    case 'revoke':
      return revocationDecision(frame, { ...common, reason: ground })
  }
}
