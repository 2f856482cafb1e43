import type { Tx } from '#platform/server/database.ts'
import { hashOf } from '#platform/server/id.ts'
import type { Leaf } from '#features/rule-sets/item.ts'
import { deadlineSteps, dueDay } from '#features/programmes/programme.ts'
import { addDays } from '#shared/format.ts'
import { Ledger } from './ledger.ts'
import { noRecords, type Records, tables, type World } from './records.ts'
import { holderOn, personId, type Position } from './people.ts'
import { addPaper, type Paper } from './papers.ts'
import { PLAN_2026, PLAN_21, programmeId, ruleSetId, type Team } from './programme.ts'
import { readStories, type Story } from './story.ts'
import { demoId, insertAll, REFORM } from './table.ts'
import { keepTitles } from './titles.ts'
import { unitId } from './places.ts'
import { parentOn } from './tree.ts'

/** Stories told as records: every step with its day and hand, verdicts, votes, checks, visits, titles. */

export async function placeDossiers(tx: Tx, world: World): Promise<void> {
  const records = noRecords()
  for (const story of await readStories()) tell(story, world, records)
  await keepTitles(world, records)
  for (const table of tables) await insertAll(tx, table, records[table])
}

/** The story's ledger, and who was who around its cell on a day. */
type Scene = {
  story: Story
  ledger: Ledger
  addPaper: (paper: Paper) => void
  above: (day: string) => string
  district: (day: string) => string
  person: (unit: string, role: Position['role'], day: string) => string
  teamOn: (day: string) => Team
}

function tell(story: Story, world: World, records: Records): void {
  const scene = setScene(story, world, records)
  register(scene, records)
  selfAppraise(scene)
  reviewByCommune(scene)
  appraise(scene)
  decide(scene)
  close(scene)
  records.dossier.push(dossierRow(scene))
}

function setScene(story: Story, { tree, people, rules, files }: World, records: Records): Scene {
  const programme = rules.programmes.find(({ code }) => code === (story.year < 2026 ? PLAN_21 : PLAN_2026))
  const ruleSet = rules.ruleSets.find(({ code }) => code === programme?.ruleSets[0]?.code)
  const cell = tree.cells.find(({ slug }) => slug === story.cell)
  if (!programme || !ruleSet || !cell) throw new Error(`${story.cell}: no such cell, programme or criteria`)
  const above = (day: string) => parentOn(tree, story.cell, day)
  const district = (day: string) => parentOn(tree, above(day), day)
  const ledger = new Ledger(cell, story.year, programme, ruleSet, records)
  return {
    story,
    ledger,
    addPaper: (paper) => addPaper(ledger, records, files, paper),
    above,
    district,
    person: (unit, role, day) => holderOn(people, unit, role, day),
    teamOn(day) {
      const unit = day < REFORM ? district(day) : above(day)
      const team = rules.teams.find(
        (one) => one.unit === unit && one.programme === programme.code && one.date <= day && (one.until ?? day) >= day,
      )
      if (team === undefined) throw new Error(`${unit} has no team for ${programme.code} on ${day}`)
      return team
    },
  }
}

function dossierRow({ story, ledger, person }: Scene): Records['dossier'][number] {
  const { cell, year, registered, carriedOver, returned, outcome } = story
  const step = deadlineSteps.find((one) => one === ledger.state)
  const due = step === undefined ? null : dueDay(ledger.programme.settings, step, ledger.since)
  const isBack = returned !== null && ledger.state === 'self_appraisal'
  const first = registered ?? carriedOver
  return {
    unit_id: unitId(cell),
    id: ledger.dossierId,
    programme_id: programmeId(ledger.programme.code),
    rule_set_id: ruleSetId(ledger.ruleSet.code),
    year,
    state: ledger.state,
    registered_on: first,
    prepared_by: first === null ? null : person(cell, 'secretary', first),
    due_on: isBack ? returned.due : due,
    return_reason: isBack ? returned.reason : null,
    carried_from: carriedOver === null ? null : demoId('dossier', `${cell}:${year - 1}`),
    carried_to: outcome === 'not_recognised' && year === 2026 ? demoId('dossier', `${cell}:2027`) : null,
  }
}

function register(scene: Scene, records: Records): void {
  const { story, ledger, addPaper, above, person } = scene
  const { cell, registered, accepted } = story
  carryOver(scene, records)
  if (registered === null) return
  const secretary = person(cell, 'secretary', registered)
  ledger.plan(story.year)
  addPaper({ code: 'dang-ky', title: 'Bản đăng ký', number: 'MH 01-CV/CB', on: registered, by: secretary })
  ledger.step('submit_registration', 'registered', 'cell', secretary, registered)
  if (accepted === null) return
  const officer = person(above(accepted), 'organising_officer', accepted)
  ledger.step('accept_registration', 'building', 'commune', officer, accepted)
}

/** The step stands in last year's dossier, which otherwise stays what it was. */
function carryOver({ story, ledger, person }: Scene, records: Records): void {
  const { cell, year, carriedOver } = story
  if (carriedOver === null) return
  const last = demoId('dossier', `${cell}:${year - 1}`)
  records.dossier_step.push({
    unit_id: unitId(cell),
    id: demoId('step', `${cell}:${year}:carry_over`),
    dossier_id: last,
    action: 'carry_over',
    from_state: 'not_recognised',
    to_state: 'not_recognised',
    part: 'cell',
    person_id: person(cell, 'secretary', carriedOver),
    on_date: carriedOver,
    data: JSON.stringify({ newDossierId: ledger.dossierId, year }),
    content_hash: hashOf({ dossierId: last, action: 'carry_over', on: carriedOver }),
    at: `${carriedOver}T09:00:00+07:00`,
  })
  ledger.plan(null)
  ledger.resume('building', carriedOver)
}

function selfAppraise({ story, ledger, addPaper, person }: Scene): void {
  const { cell, opened, voted, submitted, selfJudged, returned } = story
  if (opened === null) return
  const by = person(cell, 'secretary', opened)
  const items = ledger.leaves.slice(0, selfJudged ?? undefined)
  const judged = voted ?? addDays(opened, 14)
  ledger.step('open_self_appraisal', 'self_appraisal', 'cell', by, opened)
  ledger.assess({ kind: 'self', by, items, opened, judged, closed: submitted })
  addPictures({ ledger, addPaper }, judged, by, returned?.items ?? {})
  if (voted !== null) {
    ledger.vote(by, voted)
    const number = 'MH 01-BB/CB'
    addPaper({
      code: 'bien-ban',
      title: 'Biên bản họp chi bộ',
      number,
      on: voted,
      by,
      items: ledger.leaves.slice(0, 4),
    })
  }
  if (submitted === null) return
  const shown = ledger.leaves.filter(({ code }) => !(code in (returned?.items ?? {})))
  const report = { code: 'tu-tham-dinh', title: 'Báo cáo tự thẩm định', number: 'MH 01-BC/CB', file: 'report' } as const
  addPaper({ ...report, on: submitted, by, items: shown })
  ledger.step('submit_dossier', 'commune_review', 'cell', by, submitted)
}

/** Two drawings stand for photographs; what was found wanting has none yet. */
function addPictures(
  { ledger, addPaper }: Pick<Scene, 'ledger' | 'addPaper'>,
  on: string,
  by: string,
  wanting: Record<string, string>,
): void {
  const of = (code: string) => ledger.leaves.filter((item) => item.code === code && !(code in wanting))
  addPaper({ code: 'hinh-anh', title: 'Đường liên tổ', on, by, items: of('DK4'), file: 'road' })
  addPaper({ code: 'hinh-anh', title: 'Nhà văn hóa, cột cờ', on, by, items: of('DK5'), file: 'hall' })
}

function reviewByCommune(scene: Scene): void {
  const { story, ledger, above, person } = scene
  const { submitted, checked, returned, proposed } = story
  if (submitted === null || checked === null) return
  const officer = person(above(checked), 'organising_officer', checked)
  ledger.check('commune', null, officer, checked)
  ledger.assess({
    kind: 'commune',
    by: officer,
    items: ledger.leaves,
    opened: submitted,
    judged: checked,
    closed: proposed ?? returned?.on ?? null,
    wanting: returned?.items ?? {},
  })
  if (returned !== null) sendBack(scene, returned, officer)
  if (proposed === null) return
  ledger.step('propose', 'appraisal', 'commune', person(above(proposed), 'deputy_secretary', proposed), proposed)
}

/** The cell has begun to answer: what was found wanting it now says itself. */
function sendBack({ story, ledger, person }: Scene, returned: NonNullable<Story['returned']>, officer: string): void {
  const { on, due, reason, items } = returned
  ledger.step('return_to_cell', 'self_appraisal', 'commune', officer, on, { reason, due })
  const wanting = ledger.leaves.filter(({ code }) => code in items)
  const notes = Object.fromEntries(wanting.map(({ code }) => [code, 'Đang bổ sung theo yêu cầu của Đảng ủy.']))
  const answered = addDays(on, 4)
  ledger.judge('self', null, person(story.cell, 'secretary', answered), wanting, answered, notes)
}

function appraise({ story, ledger, teamOn }: Scene): void {
  const { visited, planned, reported, judged, failed, dissent } = story
  const day = visited ?? planned
  if (day === null) return
  const team = teamOn(day)
  const members = team.seats.map(([username]) => username)
  const [head = ''] = members
  ledger.visit(team, day, visited)
  if (visited === null) return
  const all = { kind: 'team', items: ledger.leaves, opened: visited, judged: visited, wanting: failed } as const
  for (const member of judged ?? (reported === null ? [] : members)) {
    const closed = reported === null ? addDays(visited, 4) : addDays(reported, -2)
    const own = dissent?.by === member ? { [dissent.item]: dissent.reason } : {}
    ledger.assess({ ...all, appraiser: personId(member), by: personId(member), closed, wanting: { ...failed, ...own } })
  }
  if (reported === null) return
  ledger.check('team', team, personId(head), addDays(reported, -2))
  const agreed = addDays(reported, -1)
  ledger.assess({ ...all, by: personId(head), judged: agreed, closed: agreed })
  if (dissent !== null) ledger.dissent(personId(dissent.by), leafOf(ledger, dissent.item), dissent.reason)
  ledger.agreed(personId(head), agreed, dissent === null ? 0 : 1)
  const to = visited < REFORM ? 'opinion' : 'decision'
  const summary = 'Tổ thẩm định đã khảo sát thực tế và kiểm tra hồ sơ (minh họa).'
  ledger.step('report_appraisal', to, 'team_head', personId(head), reported, { data: { summary } })
}

function leafOf({ leaves }: Ledger, code: string): Leaf {
  const leaf = leaves.find((one) => one.code === code)
  if (leaf === undefined) throw new Error(`${code} is no item`)
  return leaf
}

function decide({ story, ledger, above, district, person }: Scene): void {
  const { agreed, decided, number } = story
  if (agreed !== null) {
    ledger.step('agree', 'decision', 'opinion_body', person(district(agreed), 'deputy_secretary', agreed), agreed)
  }
  if (decided === null || number === null) return
  const isDistrict = decided < REFORM
  const slug = isDistrict ? district(decided) : above(decided)
  const issuer = isDistrict ? 'Ban Thường vụ Huyện ủy' : 'Ban Thường vụ Đảng ủy'
  const secretary = person(slug, 'secretary', decided)
  ledger.step('decide', 'recognised', 'decision_body', secretary, decided, {
    data: { decision: { number, date: decided, issuer } },
  })
  ledger.title({ slug, name: issuer }, secretary, decided, number)
}

function close({ story, ledger, above, district, person }: Scene): void {
  const { cell, outcome, ended, reason } = story
  if (ended === null || reason === null) return
  if (outcome === 'withdrawn') {
    ledger.step('withdraw', 'withdrawn', 'cell', person(cell, 'secretary', ended), ended, { reason })
  } else if (ledger.state === 'opinion') {
    const deputy = person(district(ended), 'deputy_secretary', ended)
    ledger.step('disagree', 'not_recognised', 'opinion_body', deputy, ended, { reason })
  } else {
    const secretary = person(above(ended), 'secretary', ended)
    ledger.step('refuse', 'not_recognised', 'decision_body', secretary, ended, { reason })
  }
}
