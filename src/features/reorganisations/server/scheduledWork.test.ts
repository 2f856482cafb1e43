import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Json, type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { personId, unitId } from '#tests/people.ts'
import { merge, type Planners, seedPlanners } from '#tests/reorganisations.ts'

/** Xã Lương Phú is merged into Xã Đại Điền: what had been planned there, and who follows it. */

let app: TestApp
let planners: Planners
let planId: string
const [luongPhu, daiDien] = [unitId('luong-phu'), unitId('dai-dien')]

async function seedWork(): Promise<void> {
  const { db } = app
  const valid = '[2026-01-01,)'
  const paper = { decision_number: '5/QĐ', decision_date: '2026-01-01' }
  const meeting = { unit_id: luongPhu, kind: 'committee', minutes: 90, place: 'Hội trường xã' }
  await db
    .insertInto('occurrence')
    .values([
      { ...meeting, id: newId(), period: '2026-02-01', starts_at: '2026-02-20T07:00:00+07:00' },
      { ...meeting, id: newId(), period: '2026-03-01', starts_at: '2026-03-01T00:30:00+07:00' },
      { ...meeting, id: newId(), period: '2026-03-01', starts_at: '2026-03-08T07:00:00+07:00', state: 'cancelled' },
      {
        ...meeting,
        unit_id: unitId('cai-chot'),
        id: newId(),
        period: '2026-03-01',
        starts_at: '2026-03-12T07:00:00+07:00',
      },
    ])
    .execute()
  await db
    .insertInto('meeting_series')
    .values({ ...meeting, id: newId(), day_of_month: 8, time_of_day: '07:00', months: [1, 2, 3], valid })
    .execute()
  await db
    .insertInto('meeting_window')
    .values({ unit_id: luongPhu, id: newId(), kind: 'cell', first_day: 10, last_day: 15, valid })
    .execute()
  const follow = { by_unit_id: luongPhu, officer_title: 'Ủy viên Ban Chấp hành', kind: 'follow', valid, ...paper }
  await db
    .insertInto('assignment')
    .values([
      {
        ...follow,
        unit_id: luongPhu,
        by_unit_id: unitId('vinh-long'),
        id: newId(),
        person_id: personId('chuyenvien.bentre'),
      },
      { ...follow, unit_id: unitId('ben-do'), id: newId(), person_id: personId('uyvien.mythanh') },
      {
        ...follow,
        unit_id: unitId('xuong-thoi'),
        by_unit_id: daiDien,
        id: newId(),
        person_id: personId('bithu.thoithanh'),
      },
    ])
    .execute()
  await db
    .insertInto('delegation')
    .values({
      id: newId(),
      unit_id: luongPhu,
      person_id: personId('uyvien.mythanh'),
      position_id: await positionOf('bithu.mythanh'),
      permissions: ['dossier.review'],
      given_by: personId('bithu.mythanh'),
      valid: '[2026-02-01,2026-06-01)',
      ...paper,
    })
    .execute()
  await db
    .insertInto('schedule_proposal')
    .values({
      unit_id: daiDien,
      id: newId(),
      period: '2026-03-01',
      state: 'proposed',
      request: '{}',
      asked_by: personId('bithu.thoithanh'),
    })
    .execute()
}

async function positionOf(username: string): Promise<string> {
  const found = await app.db
    .selectFrom('position')
    .select('id')
    .where('person_id', '=', personId(username))
    .where('unit_id', '=', luongPhu)
    .executeTakeFirstOrThrow()
  return found.id
}

beforeAll(async () => {
  app = await testApp(testClock('2026-02-10'))
  planners = await seedPlanners(app)
  await seedWork()
  planId = await planners.drafted([merge([luongPhu], daiDien)])
})
afterAll(() => app.close())

const read = async (rest: string): Promise<Json> =>
  (await planners.drafter.get(`/reorganisations/${planId}/preview${rest}`)).body
const listed = async (kind: string) =>
  [...((await read(`/affected/${kind}`))['items'] ?? [])].map((row) => [
    textOf(row['unit']?.['name']),
    textOf(row['what']),
    textOf(row['becomes']),
    row['asking'],
  ])

describe('the preview of scheduled work', () => {
  it('counts it by kind, and how much of it somebody has to see to', async () => {
    expect(await read('')).toMatchObject({
      affected: {
        meetings: { count: 2, asking: 1 },
        series: { count: 2, asking: 1 },
        assignments: { count: 2, asking: 2 },
        delegations: { count: 1, asking: 1 },
        schedules: { count: 1, asking: 1 },
      },
    })
  })

  it('lists the meetings from that day on: those of the unit that ends need another place, the cell keeps its own', async () => {
    expect(await listed('meetings')).toEqual([
      [
        'Xã Lương Phú',
        'Họp ngày 01/03/2026 · Hội trường xã',
        'Xã Lương Phú kết thúc trước ngày họp: hủy, hoặc lên lịch lại ở Xã Đại Điền.',
        true,
      ],
      ['Chi bộ ấp Cái Chốt', 'Họp ngày 12/03/2026 · Hội trường xã', 'Giữ nguyên.', false],
    ])
  })

  it('says of regular days and windows that they lapse with their unit', async () => {
    const becomes = 'Hết hiệu lực cùng Xã Lương Phú; Xã Đại Điền đặt lịch của mình.'
    expect(await listed('series')).toEqual([
      ['Xã Lương Phú', 'Khung ngày họp 10–15 hằng tháng', becomes, true],
      ['Xã Lương Phú', 'Họp định kỳ ngày 8 · Hội trường xã', becomes, false],
    ])
  })

  it('says of assignments whether the unit that is followed ends or the one that assigned', async () => {
    expect(new Set(await listed('assignments'))).toEqual(
      new Set([
        [
          'Xã Lương Phú',
          'Ủy viên Ban Chấp hành',
          'Xã Lương Phú kết thúc: kết thúc phân công, phân công lại theo Xã Đại Điền.',
          true,
        ],
        [
          'Chi bộ ấp Bến Đò',
          'Ủy viên Ban Chấp hành',
          'Nơi phân công là Xã Lương Phú kết thúc: Xã Đại Điền phân công lại.',
          true,
        ],
      ]),
    )
  })

  it('says of delegations and proposed days that they end or have to be made anew', async () => {
    expect(await listed('delegations')).toEqual([
      [
        'Xã Lương Phú',
        'Ủy quyền theo 5/QĐ',
        'Chức vụ của người ủy quyền kết thúc nên ủy quyền hết hiệu lực sau ngày 28/02/2026.',
        true,
      ],
    ])
    expect(await listed('schedules')).toEqual([
      ['Xã Đại Điền', 'Lịch tháng 03/2026', 'Đơn vị có thay đổi: xếp lại lịch theo tổ chức mới.', true],
    ])
  })

  it('tells whoever follows a unit, also without a position on it', async () => {
    const people = [...((await read('/people'))['items'] ?? [])]
    const follows = people.filter((one) => one['follows'])
    expect(follows.map((one) => [textOf(one['person']), textOf(one['position']), textOf(one['becomes'])])).toEqual([
      [
        'Tô Văn Mẫu',
        'Phụ trách (Ủy viên Ban Chấp hành)',
        'Đơn vị phụ trách kết thúc hết ngày 28/02/2026: Xã Lương Phú gộp vào Xã Đại Điền.',
      ],
      [
        'Hồ Thị Thử',
        'Phụ trách (Ủy viên Ban Chấp hành)',
        'Vẫn phụ trách; đơn vị nay thuộc Xã Đại Điền (Xã Lương Phú gộp vào Xã Đại Điền).',
      ],
    ])
  })
})
