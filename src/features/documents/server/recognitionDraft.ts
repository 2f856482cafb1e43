import { type Body, titleEnd } from '#features/programmes/programme.ts'
import type { Call } from '#platform/server/serve.ts'
import { addDays } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import type { DecisionType } from '../document.ts'
import type { RequestFor } from '../draftRequest.ts'
import { bodyInWords, issuingBodyOf } from '../issuer.ts'
import { inSentence } from '../recognisedCell.ts'
import { recognitionDecision } from '../recognitionDecision.ts'
import { shortDay } from '../wording.ts'
import { type Draft, findSigned, symbolOf } from './draft.ts'
import { cellInWords, frameOf, type UnitInWords, nameFor, unsigned } from './naming.ts'
import { actingOn, dossiersFor, guidanceOf, honourOf } from './sources.ts'

/** The body that decides today, as documents name it. */
export type DecidingBody = { unit: UnitInWords; body: Body; decider: string }

export async function decidingBody(
  call: Call,
  paper: DecisionType,
  { unitId, body }: { unitId: string | null; body: Body },
): Promise<DecidingBody> {
  if (unitId === null) throw new Problem('not_allowed_now', { reason: 'no_decision_body' })
  const unit = await nameFor(call, { paper, name: 'issuingBody', unitId, fact: call.today })
  return { unit, body, decider: bodyInWords(unit, body) }
}

/** The decision by which cells are recognised, drafted for the body that decides today. */
export async function draftRecognition(call: Call, request: RequestFor<'recognitionDecision'>): Promise<Draft> {
  const dossiers = await dossiersFor(call, request.dossierIds)
  const [first] = dossiers
  if (!first) throw new Problem('not_found', { reason: 'dossier' })
  const acting = await actingOn(call, first)
  for (const other of dossiers.slice(1)) {
    const { decision } = await actingOn(call, other)
    if (decision.unitId !== acting.decision.unitId) throw new Problem('invalid', { reason: 'one_decision_body' })
  }
  const { unit, body, decider } = await decidingBody(call, 'recognitionDecision', acting.decision)
  const cells = []
  for (const { row } of dossiers) {
    const { unitId } = row
    cells.push(await nameFor(call, { paper: 'recognitionDecision', name: 'cell', unitId, fact: call.today }))
  }
  const communes = [...new Set(cells.flatMap(({ parentName }) => parentName ?? []))]
  const ends = titleEnd(first.programme.settings, call.today)
  const executors = unit.level === 'commune' ? [] : communes.map((name) => `Đảng ủy ${inSentence(name)}`)
  const issuing = issuingBodyOf(unit, body)
  const frame = await frameOf(call, {
    unit,
    body: issuing,
    recipients: request.recipients ?? ['Như Điều 2'],
    signing: unsigned,
  })
  const document = recognitionDecision(frame, {
    grounds: guidanceOf(first),
    considering: await considering(call, request.dossierIds, communes),
    decider,
    executors: [...executors, ...cells.map(({ name }) => name)],
    honour: honourOf(first),
    cells: cells.map(cellInWords),
    validUntil: ends === null ? null : addDays(ends, -1),
  })
  return {
    document,
    unitId: unit.unitId,
    teamId: null,
    aboutUnitIds: dossiers.map(({ row }) => row.unitId),
    dossierIds: request.dossierIds,
    titleId: null,
    request,
  }
}

/** Who proposed, by the numbered proposal where there is one. */
async function considering(call: Call, dossierIds: readonly string[], communes: readonly string[]): Promise<string> {
  const proposals = []
  for (const id of dossierIds) proposals.push(await findSigned(call.tx, id, 'proposal'))
  const named = proposals.flatMap((row) =>
    row === null ? [] : [`${row.content.body.name} tại Tờ trình số ${symbolOf(row)}, ngày ${shortDay(row.dated)}`],
  )
  const known = [...new Set(named)]
  const by = known.length === proposals.length ? known : communes.map((name) => `Đảng ủy ${inSentence(name)}`)
  return `Xét đề nghị của ${by.join('; ')} và kết quả thẩm định của Tổ thẩm định`
}
