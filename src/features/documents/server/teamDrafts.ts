import { z } from 'zod'
import { evaluate } from '#features/rule-sets/evaluation.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { LoadedDossier } from '#features/dossiers/server/facts.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import { Problem } from '#shared/problem.ts'
import { appraisalMinutes } from '../appraisalMinutes.ts'
import { appraisalReport } from '../appraisalReport.ts'
import type { RequestFor } from '../draftRequest.ts'
import { en, vi } from '../messages.ts'
import { bodyInWords, teamBodyOf } from '../issuer.ts'
import { referenceTo } from '../reference.ts'
import { verdictText } from '../verdict.ts'
import { shortDay } from '../wording.ts'
import type { Draft } from './draft.ts'
import { cellInWords, frameOf, type UnitInWords, nameFor, unsigned } from './naming.ts'
import { actingOn, dissentsOf, dossiersFor, guidanceOf, honourOf, verdictIn, verdictRowsOf } from './sources.ts'

/** Drafts of the appraisal team: what it saw and found, and what it proposes. */

const parts = { head: 'Tổ trưởng', deputy: 'Tổ phó', secretary: 'Thư ký', member: 'Thành viên' }
const Part = z.enum(['head', 'deputy', 'member', 'secretary'])

type Visit = LoadedDossier['records']['visits'][number] & { visitedOn: string }

function lastVisit({ records }: LoadedDossier): Visit {
  const visit = records.visits.findLast(
    ({ visitedOn, cancelledReason }) => visitedOn !== null && cancelledReason === null,
  )
  if (visit?.visitedOn == null) {
    throw new Problem('not_allowed_now', { reason: 'no_visit', detail: { vi: vi.noVisit, en: en.noVisit } })
  }
  return { ...visit, visitedOn: visit.visitedOn }
}

/** Minutes and report say what the team agreed on: before that there is nothing to say. */
function requireAgreed({ facts }: LoadedDossier): void {
  if (Object.values(facts.verdicts.team).some((verdict) => verdict !== undefined)) return
  throw new Problem('not_allowed_now', {
    reason: 'team_not_agreed',
    detail: { vi: vi.teamNotAgreed, en: en.teamNotAgreed },
  })
}

async function loadTeam(tx: Tx, teamId: string) {
  return tx
    .selectFrom('appraisal_team')
    .select(['id', 'unit_id as unitId', 'name', 'decision_number as number', 'decision_date as date'])
    .where('id', '=', teamId)
    .executeTakeFirstOrThrow()
}

/** Those of the team who were there, head first, with the office each stands for. */
async function presentMembers(tx: Tx, { teamId, participants }: Visit) {
  if (participants.length === 0) return []
  const rows = await tx
    .selectFrom('appraisal_team_member as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .distinctOn('m.person_id')
    .select(['m.person_id as personId', 'm.part', 'm.represents', 'p.name'])
    .where('m.team_id', '=', teamId)
    .where('m.person_id', 'in', participants)
    .orderBy('m.person_id')
    .execute()
  const order = Object.keys(parts)
  return rows
    .map((row) => ({ ...row, part: Part.parse(row.part) }))
    .toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part) || a.name.localeCompare(b.name, 'vi'))
}

/** The words the team took down at the visit, which the facts of the dossier leave out. */
async function findingsOf(tx: Tx, { id }: Visit): Promise<string[]> {
  const row = await tx.selectFrom('site_visit').select('findings').where('id', '=', id).executeTakeFirst()
  return (row?.findings ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}

export async function draftMinutes(call: Call, request: RequestFor<'appraisalMinutes'>): Promise<Draft> {
  const { tx } = call
  const [dossier] = await dossiersFor(call, [request.dossierId])
  if (!dossier) throw new Problem('not_found', { reason: 'dossier' })
  requireAgreed(dossier)
  const visit = lastVisit(dossier)
  const team = await loadTeam(tx, visit.teamId)
  const unit = await nameFor(call, {
    paper: 'appraisalMinutes',
    name: 'issuingBody',
    unitId: team.unitId,
    fact: visit.visitedOn,
  })
  const cell = await nameFor(call, {
    paper: 'appraisalMinutes',
    name: 'cell',
    unitId: dossier.row.unitId,
    fact: visit.visitedOn,
  })
  const members = await presentMembers(tx, visit)
  const chair = members.find(({ part }) => part === 'head')
  const recorder = members.find(({ part }) => part === 'secretary') ?? members.find(({ part }) => part !== 'head')
  const check = dossier.records.checks.findLast(({ stage }) => stage === 'team')
  const labels = new Map(dossier.programme.settings.dossierDocuments.map(({ code, label }) => [code, label]))
  const frame = await frameOf(call, {
    unit,
    body: teamBodyOf(unit, team.name),
    recipients: request.recipients ?? [],
    signing: { form: 'minutes', recorder: recorder?.name ?? null, chair: chair?.name ?? null },
  })
  const document = appraisalMinutes(frame, {
    cell: cellInWords(cell),
    honour: honourOf(dossier),
    startedAt: request.startedAt,
    endedAt: request.endedAt,
    heldOn: visit.visitedOn,
    heldAt: visit.place === '' ? cell.name : visit.place,
    team: members.map(({ name, part, represents }) => ({
      name,
      role: represents === '' ? parts[part] : `${represents}, ${parts[part]}`,
    })),
    hosts: request.hosts ?? [],
    siteFindings: await findingsOf(tx, visit),
    dossier: (check?.items ?? []).map(({ code, present, note }) => ({
      paper: labels.get(code) ?? code,
      present,
      note,
    })),
    verdicts: verdictRowsOf(dossier, 'team'),
    dissent: await dissentLines(tx, [dossier]),
    conclusion: request.conclusion,
    readOutAndAgreed: true,
  })
  return ofTeam({ document, unit, teamId: team.id, dossiers: [dossier], request })
}

/** `Mục 3: có thành viên đánh giá "Chưa đạt"; lý do: …` — nobody is named. */
async function dissentLines(tx: Tx, dossiers: readonly LoadedDossier[]): Promise<string[]> {
  const rows = await dissentsOf(
    tx,
    dossiers.map(({ row }) => row.id),
  )
  return rows.flatMap((row) => {
    const dossier = dossiers.find(({ row: own }) => own.id === row.dossierId)
    const items = dossier?.ruleSet.content.items ?? []
    const item = items.filter(isLeaf).find(({ code }) => code === row.itemCode)
    if (!dossier || !item) return []
    const outcome = z.enum(['met', 'not_met', 'not_applicable']).nullable().parse(row.outcome)
    const verdict = verdictIn(items, item, { ...row, outcome })
    const said = verdictText({ code: item.code, name: item.label, verdict, remark: '' })
    return [`Mục ${item.code}: có thành viên đánh giá "${said}"; lý do: ${row.reason}`]
  })
}

export async function draftReport(call: Call, request: RequestFor<'appraisalReport'>): Promise<Draft> {
  const { tx, today } = call
  const dossiers = await dossiersFor(call, request.dossierIds)
  const [first] = dossiers
  if (!first) throw new Problem('not_found', { reason: 'dossier' })
  dossiers.forEach(requireAgreed)
  const team = await loadTeam(tx, lastVisit(first).teamId)
  const unit = await nameFor(call, { paper: 'appraisalReport', name: 'issuingBody', unitId: team.unitId, fact: today })
  const acting = await actingOn(call, first)
  const asked = acting.opinion ?? acting.decision
  if (asked.unitId === null) throw new Problem('not_allowed_now', { reason: 'no_decision_body' })
  const addressee = bodyInWords(
    await nameFor(call, { paper: 'appraisalReport', name: 'addressee', unitId: asked.unitId, fact: today }),
    asked.body,
  )
  const cells: Awaited<ReturnType<typeof cellLine>>[] = []
  for (const dossier of dossiers) cells.push(await cellLine(call, dossier))
  const frame = await frameOf(call, {
    unit,
    body: teamBodyOf(unit, team.name),
    recipients: request.recipients ?? [addressee],
    signing: unsigned,
  })
  const founder = await nameFor(call, {
    paper: 'appraisalReport',
    name: 'teamFounder',
    unitId: team.unitId,
    fact: team.date ?? today,
  })
  const constituted = referenceTo({ ...team, issuer: founder.committeeName }, 'thành lập Tổ thẩm định')
  const document = appraisalReport(frame, {
    honour: honourOf(first),
    addressee,
    grounds: [...guidanceOf(first), constituted],
    course: dossiers.map((dossier, index) => courseOf(dossier, cells[index]?.name ?? '')),
    cells,
    dissent: await dissentLines(tx, dossiers),
  })
  return ofTeam({ document, unit, teamId: team.id, dossiers, request })
}

async function cellLine(call: Call, dossier: LoadedDossier) {
  const { ruleSet, facts, row } = dossier
  const { allMandatoryPassed, mandatoryFailing, mandatoryMissing } = evaluate(ruleSet.content, facts.verdicts.team)
  const reasons = [
    mandatoryFailing.length > 0 ? `mục ${mandatoryFailing.join(', ')} chưa đạt` : '',
    mandatoryMissing.length > 0 ? `mục ${mandatoryMissing.join(', ')} chưa có kết quả` : '',
  ]
  return {
    ...cellInWords(
      await nameFor(call, { paper: 'appraisalReport', name: 'cell', unitId: row.unitId, fact: call.today }),
    ),
    verdicts: verdictRowsOf(dossier, 'team'),
    proposed: allMandatoryPassed,
    reason: reasons.filter(Boolean).join('; '),
  }
}

function courseOf(dossier: LoadedDossier, cell: string): string {
  const visit = lastVisit(dossier)
  const check = dossier.records.checks.findLast(({ stage }) => stage === 'team')
  const checked = check ? `, kiểm tra hồ sơ ngày ${shortDay(check.checkedOn)}` : ''
  return `${cell}: khảo sát thực tế ngày ${shortDay(visit.visitedOn)}${checked}`
}

type OfTeam = {
  document: Draft['document']
  unit: UnitInWords
  teamId: string
  dossiers: readonly LoadedDossier[]
  request: Draft['request']
}
const ofTeam = ({ document, unit, teamId, dossiers, request }: OfTeam): Draft => ({
  document,
  unitId: unit.unitId,
  teamId,
  aboutUnitIds: dossiers.map(({ row }) => row.unitId),
  dossierIds: dossiers.map(({ row }) => row.id),
  titleId: null,
  request,
})
