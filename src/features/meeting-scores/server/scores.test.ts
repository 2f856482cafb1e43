import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyRollups } from '#features/meetings/server/verification.ts'
import { isLeaf } from '#features/rule-sets/item.ts'
import type { Verdict } from '#features/rule-sets/ruleSetSchema.ts'
import { newId } from '#platform/server/id.ts'
import { publishSheet, seedMembers, TestDevice, wholeMeeting } from '#tests/meetings.ts'
import { type Caller, type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'
import type { Sheet } from '../contract.ts'

const clock = testClock('2026-11-12')
const cell = unitId('cai-chot')
let app: TestApp
let secretary: Caller
let organiser: Caller
let leader: Caller
let officer: Caller
let members: string[]
let sheet: Sheet

beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  members = await seedMembers(app, 'cai-chot', 4)
  await Promise.all(['42-hd-btctw-2025', 'an-phu-cham-sinh-hoat-2025'].map((name) => publishSheet(app, name)))
  await app.db
    .insertInto('assignment')
    .values({
      unit_id: cell,
      id: newId(),
      by_unit_id: unitId('luong-phu'),
      person_id: personId('uyvien.mythanh'),
      officer_title: 'Ủy viên Ban Thường vụ',
      kind: 'follow',
      valid: '[2026-01-01,)',
    })
    .execute()
  secretary = await app.signedIn('bithu.caichot')
  organiser = await app.signedIn('tochuc.mythanh')
  leader = await app.signedIn('bithu.mythanh')
  officer = await app.signedIn('uyvien.mythanh')
})
afterAll(() => app.close())

const settings = `/units/${unitId('luong-phu')}/score-settings`
const ward = {
  ruleSetCode: 'an-phu-cham-sinh-hoat',
  longFrom: 30,
  betweenThirtyAndHalf: null,
  halfSpeakers: 'from_40',
  thematicPoints: 'to_regular',
  yearRule: 'share_good',
}
const scoresAt = (meetingId: string) => `/units/${cell}/meetings/${meetingId}/scores`
const november = () => new TestDevice('cai-chot', '2026-11-01')
/** Everything met that people judge, but for what a test says otherwise. */
const judged = (otherwise: Record<string, Verdict> = {}): Record<string, Verdict> => ({
  ...Object.fromEntries(
    sheet.content.items
      .filter(isLeaf)
      .map((item): [string, Verdict] => [
        item.code,
        item.mode === 'choice'
          ? { kind: 'choice', option: item.options[0]?.code ?? '' }
          : { kind: 'passed', passed: true },
      ]),
  ),
  ...otherwise,
})

describe('the sheet of a cell', () => {
  it('is the national frame until the unit above chooses another and settles what its sources leave open', async () => {
    const before = await secretary.get(`/units/${cell}/score-settings`)
    expect(before.body).toMatchObject({ ruleSetCode: null, halfSpeakers: null, version: null, allowedActions: [] })
    const first = await november().sync(secretary, [])
    expect(first.body.cells[0]?.sheet?.content.code).toBe('42-hd-btctw')
    expect((await secretary.put(settings, { ...ward, version: null })).status).toBe(403)
    const unknown = await organiser.put(settings, { ...ward, ruleSetCode: 'khong-co', version: null })
    expect(unknown.body['reason']).toBe('sheet_unknown')
    expect((await organiser.put(settings, { ...ward, version: null })).body).toMatchObject({ version: 1 })
    expect((await organiser.put(settings, { ...ward, version: null })).body['code']).toBe('stale_version')
  })

  it('is told to its phones once, with what the unit settled', async () => {
    const phone = november()
    const { body } = await phone.sync(secretary, [])
    const [told] = body.cells
    if (!told?.sheet) throw new Error('no sheet')
    sheet = told.sheet
    expect(sheet).toMatchObject({ content: { code: 'an-phu-cham-sinh-hoat' }, open: { thematicPoints: 'to_regular' } })
    const again = [{ unitId: cell, seq: told.seq, have: told.kept, sheetHash: told.sheetHash }]
    expect((await phone.sync(secretary, [], again)).body.cells[0]?.sheet).toBeNull()
  })
})

describe('a cell’s own score', () => {
  it('is made when the record closes: judged by its scorer, filled by the record, agreed and voted', async () => {
    const phone = november()
    const rows = Object.entries(judged({ '3.1': { kind: 'passed', passed: false } }))
    const lines = wholeMeeting(phone, '2026-11-12', members, [
      ...members.slice(0, 3).map((id) => phone.write('spoke', id, true)),
      phone.write('posting', 'papers', { on: '2026-11-12', link: '' }),
      ...rows.map(([code, verdict]) => phone.write('score', code, verdict)),
      phone.write('people', 'scorer', members[2] ?? ''),
      phone.write('scoring', 'agreed', { level: 'tot' }),
      phone.write('scoring', 'vote', { for: 4, against: 0, abstained: 0 }),
      phone.write('scoring', 'weaknesses', 'Tài liệu đăng muộn'),
    ])
    const answer = await phone.sync(secretary, lines)
    expect(answer.body.unplaced).toEqual([])
    const { body } = await secretary.get(scoresAt(phone.meetingId))
    // 100, less 3 that people judged and 2 for papers posted on the day itself.
    expect(body['scores']).toMatchObject([
      {
        source: 'cell',
        points: 95,
        of: 100,
        level: 'tot',
        agreedLevel: 'tot',
        scorer: { name: 'Đảng viên 3' },
        votes: { for: 4, against: 0, abstained: 0 },
        weaknesses: 'Tài liệu đăng muộn',
      },
    ])
    expect(body['facts']).toMatchObject({ minutes: 100, invited: 4, present: 4, spoke: 3, papersLead: 0 })
    expect(body['filled']).toMatchObject({ '3.5': { passed: false }, '4.3': { kind: 'not_applicable' } })
    expect(body['allowedActions']).toEqual([])
  })

  it('names its scorer to the cell alone', async () => {
    const { body } = await organiser.get(scoresAt(november().meetingId))
    expect(body['scores']?.[0]?.['scorer']).toEqual({ id: members[2], name: null })
  })
})

describe('scores from above', () => {
  it('stand beside the cell’s: the officer’s who follows it and an inspector’s; each row judged, none by the cell itself', async () => {
    const path = scoresAt(november().meetingId)
    const { '4.6': _open, ...gap } = judged()
    const incomplete = await officer.post(path, { id: newId(), verdicts: gap })
    expect(incomplete.body['reason']).toBe('verdict_missing')
    const wrong = await officer.post(path, { id: newId(), verdicts: judged({ '4.6': { kind: 'points', points: 9 } }) })
    expect(wrong.body['reason']).toBe('verdict_refused')
    const given = await officer.post(path, {
      id: newId(),
      verdicts: judged({ '4.1': { kind: 'passed', passed: false } }),
    })
    expect(given.status).toBe(201)
    const lower = judged({ '4.2': { kind: 'passed', passed: false }, '4.1': { kind: 'passed', passed: false } })
    await organiser.post(path, { id: newId(), verdicts: lower })
    const { body } = await leader.get(path)
    const told = [...(body['scores'] ?? [])].map((score) => [score['source'], score['points'], score['level']])
    expect(told).toEqual([
      ['cell', 95, 'tot'],
      ['inspection', 78, 'kha'],
      ['officer', 93, 'tot'],
    ])
    expect((await secretary.post(path, { id: newId(), verdicts: judged() })).status).toBe(403)
  })

  it('are reviewed by cell, by scorer and over time, and the claimed share held against the inspected sample', async () => {
    const { body } = await leader.get(`/units/${unitId('luong-phu')}/score-review`)
    expect(body).toMatchObject({
      claimed: { good: 1, of: 1 },
      inspected: { good: 0, of: 1 },
      verdict: 'above',
      divergence: { meetings: 1, points: 9.5, otherLevel: 1 },
      byMonth: [{ month: '2026-11-01', divergence: { points: 9.5 } }],
    })
    expect(Number(body['interval']?.['high'])).toBeCloseTo(0.7935, 4)
    expect([...(body['byScorer'] ?? [])].map((one) => [one['source'], one['name']])).toEqual([
      ['cell', null],
      ['inspection', 'Võ Văn Mẫu'],
      ['officer', 'Hồ Thị Thử'],
    ])
  })
})

describe('the official level', () => {
  const level = () => `/units/${cell}/meetings/${november().meetingId}/level`

  it('is decided by the committee above, not by whoever scored, and with a reason where it is another', async () => {
    expect((await secretary.post(level(), { id: newId(), level: 'tot' })).status).toBe(403)
    expect((await organiser.post(level(), { id: newId(), level: 'tot' })).body['reason']).toBe('scored_it')
    expect((await leader.post(level(), { id: newId(), level: 'kha' })).body['reason']).toBe('reason_needed')
    expect((await leader.post(level(), { id: newId(), level: 'xuat-sac' })).body['reason']).toBe('level_unknown')
    const decided = await leader.post(level(), { id: newId(), level: 'kha', reason: 'Nội dung chưa đạt' })
    expect(decided.body).toMatchObject({ officialLevel: 'kha', allowedActions: ['unlock'] })
  })

  it('is locked: nobody scores or decides again until leaders open it, with a reason that stays', async () => {
    const path = scoresAt(november().meetingId)
    expect((await leader.post(level(), { id: newId(), level: 'tot' })).body['reason']).toBe('locked')
    expect((await officer.post(path, { id: newId(), verdicts: judged() })).body['reason']).toBe('locked')
    expect((await organiser.post(`${level()}/unlock`, { id: newId(), reason: 'Nhầm' })).status).toBe(403)
    const opened = await leader.post(`${level()}/unlock`, { id: newId(), reason: 'Ghi nhầm mức' })
    expect(opened.body).toMatchObject({ officialLevel: null })
    await leader.post(level(), { id: newId(), level: 'tot' })
    const { body } = await secretary.get(path)
    expect([...(body['decisions'] ?? [])].map((one) => [one['step'], one['level'], one['reason']])).toEqual([
      ['decide', 'kha', 'Nội dung chưa đạt'],
      ['unlock', null, 'Ghi nhầm mức'],
      ['decide', 'tot', ''],
    ])
  })

  it('is counted in the month of the cell and of the units above, as a recomputation finds it', async () => {
    const month = 'month=2026-11-01'
    const cells = await leader.get(`/units/${unitId('luong-phu')}/cell-months?${month}`)
    const counts = [...(cells.body['items'] ?? [])].find((one) => textOf(one['unitId']) === cell)?.['counts']
    expect(counts).toMatchObject({ scored: 1, selfGood: 1, good: 1, fair: 0 })
    expect((await verifyRollups(app.db)).findings).toEqual([])
    await app.db.updateTable('meeting').set({ self_level: 'kem' }).where('unit_id', '=', cell).execute()
    const found = (await verifyRollups(app.db)).findings.map(({ table }) => table)
    expect(found.toSorted()).toEqual(['meeting_level', 'meeting_month'])
    await app.db.updateTable('meeting').set({ self_level: 'tot' }).where('unit_id', '=', cell).execute()
  })

  it('makes the year’s result by the rule that the unit chose', async () => {
    const { body } = await secretary.get(`/units/${cell}/score-year?year=2026`)
    expect(body).toMatchObject({ rule: 'share_good', result: { state: 'value', good: 1, of: 1, level: 'tot' } })
    const empty = await secretary.get(`/units/${cell}/score-year?year=2025`)
    expect(empty.body).toMatchObject({ result: { state: 'not_applicable' } })
  })
})
