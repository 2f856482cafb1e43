import { voteCarries } from '#features/programmes/programme.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePerson } from '#platform/server/serve.ts'
import { correctedDayRefusal, isLocked } from '../correction.ts'
import { objectTypes } from './correctionRows.ts'
import { refusal, refusedFields } from './refuse.ts'
import { openDossier, type OpenedDossier } from './step.ts'

/** Corrections of what is locked: the record itself is never touched, and both are shown. */

type VoteValues = {
  heldOn: string
  entitled: number
  present: number
  inFavour: number
  against: number
  abstained: number
  minutesNumber?: string | null | undefined
}
export type CorrectionInput = { dossierId: string; id: string; reason: string } & (
  | { kind: 'vote'; recordId: string; vote: VoteValues }
  | { kind: 'step'; recordId: string; step: { on: string; reason?: string | undefined } }
)

/** By the part that made the record, as it is held today. */
export async function correctRecord(call: Call, input: CorrectionInput): Promise<{ id: string }> {
  const personId = requirePerson(call)
  const opened = await openDossier(call, input.dossierId)
  const { unitId } = opened.row
  if (opened.records.corrections.some(({ id }) => id === input.id)) return { id: input.id }
  if (!isLocked(input.kind, opened.row.state)) throw refusal('not_allowed_now', 'not_correctable')
  const { before, after } = input.kind === 'vote' ? correctedVote(opened, input) : correctedStep(call, opened, input)
  await call.tx
    .insertInto('correction')
    .values({
      unit_id: unitId,
      id: input.id,
      object_type: objectTypes[input.kind],
      object_id: input.recordId,
      reason: input.reason,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      person_id: personId,
    })
    .execute()
  await record(call, {
    action: 'dossier.corrected',
    objectType: 'dossier',
    objectId: input.dossierId,
    unitId,
    before,
    after: { ...after, reason: input.reason, recordId: input.recordId },
  })
  return { id: input.id }
}

function requirePart({ authority }: OpenedDossier, part: string): void {
  if (!authority.parts.some((one) => one === part)) throw refusal('forbidden', 'not_your_part')
}

function correctedVote(opened: OpenedDossier, { recordId, vote }: Extract<CorrectionInput, { kind: 'vote' }>) {
  const found = opened.records.votes.find(({ id }) => id === recordId)
  if (!found) throw refusal('not_found', 'not_correctable')
  requirePart(opened, 'cell')
  const { id: _id, dossierId: _dossierId, ...before } = found
  const carried = voteCarries(opened.programme.settings, { inFavour: vote.inFavour, of: vote.entitled })
  return { before, after: { ...vote, minutesNumber: vote.minutesNumber ?? null, carried } }
}

function correctedStep(
  { today }: Call,
  opened: OpenedDossier,
  { recordId, step }: Extract<CorrectionInput, { kind: 'step' }>,
) {
  const found = opened.steps.find(({ id }) => id === recordId)
  if (!found) throw refusal('not_found', 'not_correctable')
  requirePart(opened, found.part)
  const wrong = correctedDayRefusal(opened.steps, { stepId: recordId, on: step.on, today })
  if (wrong !== null) throw refusedFields({ pointer: '/step/on', refusal: wrong })
  return { before: { on: found.on, reason: found.reason }, after: { on: step.on, reason: step.reason ?? found.reason } }
}
