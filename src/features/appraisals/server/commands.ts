import { appendFact, requireFitting } from '#features/dossiers/server/records.ts'
import { takeStep } from '#features/dossiers/server/step.ts'
import { appendVerdicts, type NewVerdict, openAssessment, verdictColumns } from '#features/dossiers/server/verdicts.ts'
import { verdictsOf } from '#features/dossiers/server/verdicts.ts'
import { newId } from '#platform/server/id.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { agreementRefusal, dissentsFrom } from '../agreement.ts'
import { refuse } from './refuse.ts'
import { codesOf, openAppraisal, requireOpen } from './work.ts'

/** Independent verdicts, then agreement with dissent. */

export async function giveVerdicts(
  call: Call,
  { dossierId, verdicts }: { dossierId: string; verdicts: NewVerdict[] },
): Promise<{ recorded: number }> {
  const opened = await openAppraisal(call, dossierId, 'appraise')
  const { row, work, personId } = opened
  requireOpen(work)
  if (work.opinions.some((one) => one.personId === personId && one.closed)) throw refuse('not_allowed_now', 'closed')
  requireFitting(opened, verdicts)
  const assessmentId = await openAssessment(
    call.tx,
    { unitId: row.unitId, dossierId, kind: 'team', round: work.round, appraiserId: personId },
    call.today,
  )
  const recorded = await appendVerdicts(call.tx, { unitId: row.unitId, assessmentId, personId }, verdicts)
  await record(call, {
    action: 'appraisal.judged',
    objectType: 'dossier',
    objectId: dossierId,
    unitId: row.unitId,
    after: verdicts,
  })
  return { recorded }
}

/** Closes one's own verdicts: from now on they are seen by the others, and theirs by oneself. */
export async function closeVerdicts(call: Call, { dossierId }: { dossierId: string }): Promise<void> {
  const opened = await openAppraisal(call, dossierId, 'appraise')
  const { row, work, personId } = opened
  const own = work.opinions.find((one) => one.personId === personId)
  if (own?.closed) return
  if (codesOf(opened).some((code) => own?.verdicts[code] === undefined)) throw refuse('obstacles', 'not_judged_all')
  await call.tx
    .updateTable('assessment')
    .set({ closed_on: call.today })
    .where('unit_id', '=', row.unitId)
    .where('dossier_id', '=', dossierId)
    .where('kind', '=', 'team')
    .where('round', '=', work.round)
    .where('appraiser_id', '=', personId)
    .execute()
  await record(call, { action: 'appraisal.closed', objectType: 'dossier', objectId: dossierId, unitId: row.unitId })
}

type Agreement = {
  dossierId: string
  id: string
  on: string
  verdicts: NewVerdict[]
  reasons: { personId: string; itemCode: string; reason: string }[]
}

/** The head records what the team agrees on; each verdict that differs is kept as a dissent with its reason. */
export async function agreeVerdicts(call: Call, { dossierId, on, verdicts, reasons }: Agreement): Promise<void> {
  const opened = await openAppraisal(call, dossierId, 'appraise')
  const { row, work, personId, authority, ruleSet } = opened
  if (!authority.parts.includes('team_head')) throw refuse('forbidden', 'head_only')
  requireOpen(work)
  requireFitting(opened, verdicts)
  const agreed = verdictsOf(
    ruleSet.content.items,
    verdicts.map(({ itemCode, verdict }) => {
      const { outcome, points, option_code } = verdictColumns(verdict)
      return { itemCode, outcome, points, optionCode: option_code }
    }),
  )
  const wrong = agreementRefusal(agreed, work.opinions, codesOf(opened))
  if (wrong !== null) throw refuse('obstacles', wrong)
  const { unitId } = row
  const assessmentId = await openAssessment(call.tx, { unitId, dossierId, kind: 'team', round: work.round }, on)
  await appendVerdicts(call.tx, { unitId, assessmentId, personId }, verdicts)
  await call.tx
    .updateTable('assessment')
    .set({ closed_on: on })
    .where('unit_id', '=', unitId)
    .where('id', '=', assessmentId)
    .execute()
  const dissents = dissentsFrom(agreed, work.opinions)
  for (const { personId: dissenter, code, verdict } of dissents) {
    const reason =
      reasons.find((one) => one.personId === dissenter && one.itemCode === code)?.reason ??
      noteOf(opened, dissenter, code)
    await call.tx
      .insertInto('dissent')
      .values({
        unit_id: unitId,
        id: newId(),
        assessment_id: assessmentId,
        item_code: code,
        person_id: dissenter,
        ...verdictColumns(verdict),
        reason,
      })
      .execute()
  }
  await appendFact(call, opened, 'appraise', { on, data: { agreed: verdicts.length, dissents: dissents.length } })
}

type Noted = Awaited<ReturnType<typeof openAppraisal>>

/** What the dissenting member wrote beside the verdict: their reason in their own words. */
const noteOf = ({ verdictRows, work }: Noted, personId: string, code: string): string => {
  const assessment = work.assessments.find(({ appraiserId }) => appraiserId === personId)
  return (
    verdictRows.find(({ assessmentId, itemCode }) => assessmentId === assessment?.id && itemCode === code)?.note ?? ''
  )
}

/** A dissent in the person's own words, as long as the team has not reported. The newest counts. */
export async function explainDissent(
  call: Call,
  input: { dossierId: string; id: string; itemCode: string; reason: string },
): Promise<void> {
  const { row, work, personId } = await openAppraisal(call, input.dossierId, 'appraise')
  const own =
    work.agreed &&
    dissentsFrom(work.agreed.verdicts, work.opinions).find(
      (one) => one.personId === personId && one.code === input.itemCode,
    )
  if (!work.agreed || !own) throw refuse('not_allowed_now', 'no_dissent')
  await call.tx
    .insertInto('dissent')
    .values({
      unit_id: row.unitId,
      id: input.id,
      assessment_id: work.agreed.id,
      item_code: input.itemCode,
      person_id: personId,
      ...verdictColumns(own.verdict),
      reason: input.reason,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(call, {
    action: 'appraisal.dissent_explained',
    objectType: 'dossier',
    objectId: row.id,
    unitId: row.unitId,
    after: input,
  })
}

type Report = { dossierId: string; id: string; version: number; on: string; summary: string }

/** The head reports: to the body that gives an opinion, or straight to the one that decides. */
export async function reportAppraisal(call: Call, { summary, ...step }: Report): Promise<void> {
  await takeStep(call, { ...step, action: 'report_appraisal', data: { summary } })
}

type Supplement = { dossierId: string; id: string; version: number; on: string; reason: string; dueOn: string }

/** Back to the cell, with what is missing and by when; the next appraisal is a round of its own. */
export async function requestSupplement(call: Call, step: Supplement): Promise<void> {
  await takeStep(call, { ...step, action: 'supplement' })
}
