import { sql } from 'kysely'
import { dossierRows, readRows } from '#features/dossiers/server/dossierRow.ts'
import { type LoadedDossier, loadFacts } from '#features/dossiers/server/facts.ts'
import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import type { RequestFor } from '../draftRequest.ts'
import { bodyInWords, issuingBodyOf } from '../issuer.ts'
import { proposal } from '../proposal.ts'
import { registrationList } from '../registrationList.ts'
import { selfAppraisalReport } from '../selfAppraisalReport.ts'
import type { Draft } from './draft.ts'
import { cellInWords, frameOf, nameFor, unsigned } from './naming.ts'
import { actingOn, dossiersFor, guidanceOf, honourOf, membersOf, resultOf, TITLE, verdictRowsOf } from './sources.ts'

/** Drafts of the cell and of its committee: the list of those registered, the self-appraisal, the proposal. */

const notYetRegistered = ['draft', 'withdrawn']

/** Every cell of the unit that registered for the year and has not withdrawn, in the order of official lists. */
export async function draftRegistrationList(call: Call, request: RequestFor<'registrationList'>): Promise<Draft> {
  const { tx, today } = call
  const unit = await nameFor(call, {
    paper: 'registrationList',
    name: 'issuingBody',
    unitId: request.unitId,
    fact: today,
  })
  const rows = readRows(
    await dossierRows(tx)
      .where('d.programme_id', '=', request.programmeId)
      .where('d.year', '=', request.year)
      .where('d.state', 'not in', notYetRegistered)
      .where('d.registered_on', 'is not', null)
      .where(
        sql<boolean>`exists (select 1 from unit_closure c where c.ancestor_id = ${request.unitId}
          and c.descendant_id = d.unit_id and c.valid @> ${today}::date)`,
      )
      .orderBy('d.registered_on')
      .orderBy('d.unit_id')
      .execute(),
  )
  if (rows.length === 0) throw new Problem('not_allowed_now', { reason: 'nobody_registered' })
  const dossiers = await loadFacts(tx, rows)
  const members = await membersOf(
    tx,
    rows.map(({ unitId }) => unitId),
    today,
  )
  const lines = []
  for (const dossier of dossiers)
    lines.push(await listLine(call, dossier, { members, withCommune: unit.level !== 'commune' }))
  const [first] = dossiers
  const frame = await frameOf(call, {
    unit,
    body: issuingBodyOf(unit, unit.level === 'commune' ? 'committee' : 'standing_committee'),
    recipients: request.recipients ?? [],
    signing: unsigned,
  })
  const document = registrationList(frame, {
    honour: { title: TITLE, year: request.year },
    grounds: first ? guidanceOf(first) : [],
    rows: lines,
  })
  const aboutUnitIds = rows.map(({ unitId }) => unitId)
  const dossierIds = rows.map(({ id }) => id)
  return { document, unitId: unit.unitId, teamId: null, aboutUnitIds, dossierIds, titleId: null, request }
}

async function listLine(
  call: Call,
  { row, records }: LoadedDossier,
  { members, withCommune }: { members: Map<string, number>; withCommune: boolean },
) {
  const cell = await nameFor(call, {
    paper: 'registrationList',
    name: 'cell',
    unitId: row.unitId,
    fact: row.registeredOn ?? call.today,
  })
  const ends = records.roadmap.flatMap(({ dueOn }) => dueOn ?? []).toSorted()
  const responsible = [...new Set(records.roadmap.map((item) => item.responsible).filter(Boolean))]
  return {
    cell: cell.name,
    members: members.get(row.unitId) ?? null,
    registeredOn: row.registeredOn ?? call.today,
    completeBy: ends.at(-1) ?? null,
    responsible: responsible.join('; '),
    note: withCommune ? (cell.parentName ?? '') : '',
  }
}

/** The cell's own report, with its vote. */
export async function draftSelfAppraisal(call: Call, request: RequestFor<'selfAppraisalReport'>): Promise<Draft> {
  const { tx, today } = call
  const [dossier] = await dossiersFor(call, [request.dossierId])
  if (!dossier) throw new Problem('not_found', { reason: 'dossier' })
  const { row, facts } = dossier
  const acting = await actingOn(call, dossier)
  if (acting.commune === null) throw new Problem('not_allowed_now', { reason: 'no_chain' })
  const cell = await nameFor(call, { paper: 'selfAppraisalReport', name: 'cell', unitId: row.unitId, fact: today })
  const issuer = await nameFor(call, {
    paper: 'selfAppraisalReport',
    name: 'issuingBody',
    unitId: row.unitId,
    fact: today,
  })
  const commune = await nameFor(call, {
    paper: 'selfAppraisalReport',
    name: 'addressee',
    unitId: acting.commune,
    fact: today,
  })
  const members = (await membersOf(tx, [row.unitId], today)).get(row.unitId)
  const counted = members === undefined ? [] : [`${cell.name} có ${members} đảng viên`]
  const frame = await frameOf(call, {
    unit: issuer,
    body: issuingBodyOf(issuer, 'committee'),
    recipients: request.recipients ?? [commune.committeeName],
    signing: unsigned,
  })
  const document = selfAppraisalReport(frame, {
    cell: cellInWords(cell),
    honour: honourOf(dossier),
    addressee: commune.committeeName,
    grounds: guidanceOf(dossier),
    situation: request.situation ?? counted,
    verdicts: verdictRowsOf(dossier, 'self'),
    weaknesses: request.weaknesses ?? [],
    vote: facts.vote && {
      day: facts.vote.heldOn,
      result: { inFavour: facts.vote.inFavour, over: facts.vote.entitled },
    },
  })
  return draftAbout(document, cell.unitId, [dossier], request)
}

const draftAbout = (
  document: Draft['document'],
  unitId: string,
  dossiers: readonly LoadedDossier[],
  request: Draft['request'],
): Draft => ({
  document,
  unitId,
  teamId: null,
  aboutUnitIds: dossiers.map(({ row }) => row.unitId),
  dossierIds: dossiers.map(({ row }) => row.id),
  titleId: null,
  request,
})

/** Tờ trình: the commune's committee proposes to the body that decides. */
export async function draftProposal(call: Call, request: RequestFor<'proposal'>): Promise<Draft> {
  const { tx, today } = call
  const dossiers = await dossiersFor(call, request.dossierIds)
  const [first] = dossiers
  const acting = first && (await actingOn(call, first))
  if (!first || !acting || acting.commune === null || acting.decision.unitId === null) {
    throw new Problem('not_allowed_now', { reason: 'no_chain' })
  }
  const unit = await nameFor(call, { paper: 'proposal', name: 'issuingBody', unitId: acting.commune, fact: today })
  const decision = await nameFor(call, {
    paper: 'proposal',
    name: 'addressee',
    unitId: acting.decision.unitId,
    fact: today,
  })
  const addressee = bodyInWords(decision, acting.decision.body)
  const members = await membersOf(
    tx,
    dossiers.map(({ row }) => row.unitId),
    today,
  )
  const cells = []
  for (const dossier of dossiers) {
    const other = await actingOn(call, dossier)
    if (other.commune !== acting.commune) throw new Problem('invalid', { reason: 'one_commune' })
    const { vote } = dossier.facts
    cells.push({
      ...cellInWords(await nameFor(call, { paper: 'proposal', name: 'cell', unitId: dossier.row.unitId, fact: today })),
      members: members.get(dossier.row.unitId) ?? null,
      selfResult: resultOf(dossier, 'self'),
      committeeResult: resultOf(dossier, 'commune'),
      cellVote: vote === null ? '' : `${vote.inFavour}/${vote.entitled}`,
    })
  }
  const frame = await frameOf(call, {
    unit,
    body: issuingBodyOf(unit, 'committee'),
    recipients: request.recipients ?? [addressee],
    signing: unsigned,
  })
  const document = proposal(frame, {
    honour: honourOf(first),
    addressee,
    grounds: guidanceOf(first),
    cells,
    enclosures: request.enclosures ?? first.programme.settings.dossierDocuments.map(({ label }) => label),
  })
  return draftAbout(document, unit.unitId, dossiers, request)
}
