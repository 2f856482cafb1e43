import { sql } from 'kysely'
import { z } from 'zod'
import { obstacles } from '#features/dossiers/obstacles.ts'
import { authorityOver } from '#features/dossiers/server/authority.ts'
import { dossierRows, loadPaths, readRows } from '#features/dossiers/server/dossierRow.ts'
import { loadFacts } from '#features/dossiers/server/facts.ts'
import { tellObstacle } from '#features/dossiers/server/obstacleWords.ts'
import { countingRows, readVerdict, type VerdictRow } from '#features/dossiers/server/verdicts.ts'
import type { Verdict } from '#features/rule-sets/evaluation.ts'
import type { Item } from '#features/rule-sets/item.ts'
import type { Call } from '#platform/server/serve.ts'
import type { Tx } from '#platform/server/database.ts'
import { Problem } from '#shared/problem.ts'
import { visibleOpinions } from '../agreement.ts'
import type { AppraisalView } from '../contract.ts'
import { teamParts } from '../team.ts'
import { loadWork, type TeamWork, teamOf } from './work.ts'

/** The appraisal of a dossier, as this person may see it: others' verdicts only once one's own are closed. */
export async function getAppraisal(call: Call, dossierId: string): Promise<AppraisalView> {
  const { tx, today, actor, language } = call
  const [row] = readRows(await dossierRows(tx).where('d.id', '=', dossierId).execute())
  const [loaded] = row ? await loadFacts(tx, [row]) : []
  if (!row || !loaded) throw new Problem('not_found', { reason: 'dossier' })
  const path = (await loadPaths(tx, [row.unitId], today)).get(row.unitId) ?? []
  const authority = authorityOver(call, row.unitId, path, loaded.programme)
  const team = await teamOf(call, { authority, row })
  const work = await loadWork(tx, loaded)
  const visible = visibleOpinions(work.opinions, actor.personId)
  const own = work.opinions.find(({ personId }) => personId === actor.personId)
  const seat = actor.teams.find(({ teamId }) => teamId === team?.id)?.part
  const conflict = authority.conflict('appraise', loaded.hands)
  const mayAct = row.state === 'appraisal' && authority.parts.includes('team') && conflict === null
  const dissents = await loadDissents(tx, row.unitId, work.agreed?.id)
  const people = await loadNames(tx, [...loaded.records.visits.flatMap(({ participants }) => participants)])
  const details = await loadVisitDetails(tx, row.unitId, row.id)
  const { items } = loaded.ruleSet.content
  const view = itemViewer({
    items,
    verdictRows: loaded.verdictRows,
    work,
    visible: visible.map(({ personId }) => personId),
    own: own ? actor.personId : null,
    dissents,
  })
  return {
    dossierId: row.id,
    unitId: row.unitId,
    unitName: path[0]?.name ?? '',
    year: row.year,
    version: row.version,
    state: row.state,
    team,
    seat: teamParts.find((part) => part === seat) ?? null,
    conflict,
    visits: loaded.records.visits.map((visit) => ({
      ...visit,
      ...(details.get(visit.id) ?? { findings: '', version: 1 }),
      participants: visit.participants.map((id) => ({ id, name: people.get(id) ?? '' })),
    })),
    check:
      loaded.facts.checks.team && loaded.records.checks.findLast(({ stage }) => stage === 'team')
        ? checkOf(loaded.records.checks.findLast(({ stage }) => stage === 'team'))
        : null,
    documents: loaded.programme.settings.dossierDocuments.map(({ code, label, required }) => ({
      code,
      label,
      required,
      evidence: loaded.facts.documents[code] ?? 0,
    })),
    appraisers: work.assessments.flatMap(({ appraiserId, personName, closedOn }) =>
      appraiserId === null
        ? []
        : [
            {
              person: { id: appraiserId, name: personName ?? '' },
              closed: closedOn !== null,
              judged: Object.keys(work.opinions.find(({ personId }) => personId === appraiserId)?.verdicts ?? {})
                .length,
            },
          ],
    ),
    items: items.map((item) => ({ item, evidence: loaded.facts.evidence[item.code] ?? 0, ...view(item) })),
    ownClosed: own?.closed ?? false,
    agreedOn: work.agreed?.closedOn ?? null,
    allowedActions: mayAct
      ? allowed(work, own?.closed ?? false, authority.parts.includes('team_head'), actor.personId, dissents)
      : [],
    obstacles:
      row.state === 'appraisal'
        ? obstacles(loaded.facts, 'report_appraisal', today).map((one) => tellObstacle(loaded, one, language))
        : [],
  }
}

type Check =
  | { checkedOn: string; complete: boolean; items: { code: string; present: boolean; note: string }[] }
  | undefined
const checkOf = (check: Check): AppraisalView['check'] =>
  check ? { checkedOn: check.checkedOn, complete: check.complete, items: check.items } : null

/** What may be done now, in the order it is done. */
function allowed(
  work: TeamWork,
  ownClosed: boolean,
  head: boolean,
  personId: string | null,
  dissents: readonly Dissent[],
): AppraisalView['allowedActions'] {
  const before = work.agreed === null
  return [
    'plan_visit',
    'carry_out_visit',
    'check',
    ...(before && !ownClosed ? (['judge', 'close'] as const) : []),
    ...(before && head ? (['agree'] as const) : []),
    ...(dissents.some((one) => one.personId === personId) ? (['dissent'] as const) : []),
    'supplement',
    ...(head ? (['report'] as const) : []),
  ]
}

type Dissent = {
  personId: string
  name: string
  itemCode: string
  outcome: VerdictRow['outcome']
  points: number | null
  optionCode: string | null
  reason: string
}

function itemViewer({
  items,
  verdictRows,
  work,
  visible,
  own,
  dissents,
}: {
  items: readonly Item[]
  verdictRows: VerdictRow[]
  work: TeamWork
  visible: string[]
  own: string | null
  dissents: Dissent[]
}) {
  const self = countingRows(verdictRows, 'self')
  const commune = countingRows(verdictRows, 'commune')
  const mine = work.assessments.find(({ appraiserId }) => appraiserId !== null && appraiserId === own)
  const others = work.assessments.filter(
    ({ appraiserId }) => appraiserId !== null && appraiserId !== own && visible.includes(appraiserId),
  )
  const given = (rows: readonly VerdictRow[], code: string): { verdict: Verdict; note: string } | null => {
    const row = rows.find(({ itemCode }) => itemCode === code)
    const verdict = row && readVerdict(items, row)
    return row && verdict ? { verdict, note: row.note } : null
  }
  const rowsOf = (id: string | undefined) => verdictRows.filter(({ assessmentId }) => assessmentId === id)
  return ({ code }: Item) => ({
    self: given(self, code),
    commune: given(commune, code),
    own: given(rowsOf(mine?.id), code),
    others: others.flatMap(({ id, appraiserId, personName }) => {
      const one = given(rowsOf(id), code)
      return one && appraiserId ? [{ person: { id: appraiserId, name: personName ?? '' }, ...one }] : []
    }),
    agreed: work.agreed ? given(work.agreed.rows, code) : null,
    dissents: dissents.flatMap((one) => {
      const verdict = one.itemCode === code ? readVerdict(items, one) : undefined
      return verdict ? [{ person: { id: one.personId, name: one.name }, verdict, reason: one.reason }] : []
    }),
  })
}

const DissentRow = z.object({
  personId: z.string(),
  name: z.string(),
  itemCode: z.string(),
  outcome: z.enum(['met', 'not_met', 'not_applicable']).nullable(),
  points: z.number().nullable(),
  optionCode: z.string().nullable(),
  reason: z.string(),
})

/** The newest words of each dissenting person on each item. */
async function loadDissents(tx: Tx, unitId: string, assessmentId: string | undefined): Promise<Dissent[]> {
  if (assessmentId === undefined) return []
  const rows = await tx
    .selectFrom('dissent as d')
    .innerJoin('person as p', 'p.id', 'd.person_id')
    .distinctOn(['d.person_id', 'd.item_code'])
    .select([
      'd.person_id as personId',
      'p.name',
      'd.item_code as itemCode',
      'd.outcome',
      'd.points',
      'd.option_code as optionCode',
      'd.reason',
    ])
    .where('d.unit_id', '=', unitId)
    .where('d.assessment_id', '=', assessmentId)
    .orderBy('d.person_id')
    .orderBy('d.item_code')
    .orderBy('d.id', 'desc')
    .execute()
  return z.array(DissentRow).parse(rows)
}

async function loadNames(tx: Tx, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('person').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

async function loadVisitDetails(
  tx: Tx,
  unitId: string,
  dossierId: string,
): Promise<Map<string, { findings: string; version: number }>> {
  const rows = await tx
    .selectFrom('site_visit')
    .select(['id', 'findings', 'version'])
    .where('unit_id', '=', unitId)
    .where('dossier_id', '=', dossierId)
    .orderBy(sql`planned_on`)
    .execute()
  return new Map(rows.map(({ id, findings, version }) => [id, { findings, version }]))
}
