import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type TestApp, testApp, testClock } from '#tests/database.ts'
import { unitId } from '#tests/people.ts'
import {
  create,
  effective,
  merge,
  move,
  type Planners,
  rename,
  seedPlanners,
  take,
  told,
} from '#tests/reorganisations.ts'
import type { Operation } from '../plan.ts'

/** Plans that must not be: each is refused with its exact reason in words, and leaves nothing behind. */

const paper = { on: effective, decision: null }
const [luongPhu, daiDien, province] = [unitId('luong-phu'), unitId('dai-dien'), unitId('vinh-long')]
let app: TestApp
let planners: Planners

beforeAll(async () => {
  app = await testApp(testClock('2026-02-10'))
  planners = await seedPlanners(app)
})
afterAll(() => app.close())

describe('a plan is refused', () => {
  it('when two units would stand under one another', async () => {
    expect(told(await planners.checked([move('luong-phu', daiDien), move('dai-dien', luongPhu)]))).toEqual([
      422,
      'circle',
      'Xã Lương Phú (ngày 01/03/2026): đơn vị nằm dưới chính nó. Chọn đơn vị cấp trên khác. ' +
        'Xã Đại Điền (ngày 01/03/2026): đơn vị nằm dưới chính nó. Chọn đơn vị cấp trên khác. Chưa có gì thay đổi.',
    ])
  })

  it('when a unit would move under one of those below it', async () => {
    const answer = await planners.checked([move('luong-phu', unitId('cai-chot'))])
    expect(answer.body['detail']).toContain(
      'Xã Lương Phú (ngày 01/03/2026): đơn vị nằm dưới chính nó. Chọn đơn vị cấp trên khác.',
    )
    expect(told(answer).slice(0, 2)).toEqual([422, 'circle'])
  })

  it('when a unit would stand under one of its own level', async () => {
    expect(told(await planners.checked([move('cai-chot', unitId('ben-do'))]))).toEqual([
      422,
      'parent_lower',
      'Chi bộ ấp Cái Chốt (ngày 01/03/2026): đơn vị cấp trên phải ở cấp cao hơn (Chi bộ ấp Bến Đò). Chọn đơn vị cấp trên khác. Chưa có gì thay đổi.',
    ])
  })

  it('when a cell would have nothing above it', async () => {
    expect(told(await planners.checked([move('cai-chot', null)]))).toEqual([
      422,
      'gap',
      'Chi bộ ấp Cái Chốt (ngày 01/03/2026): có ngày không còn đơn vị cấp trên. Chọn đơn vị cấp trên cho những ngày đó. Chưa có gì thay đổi.',
    ])
  })

  it('when a commune would end and leave its cells behind, each named', async () => {
    const abolish: Operation = { do: 'abolish', unitId: luongPhu, successorId: province, ...paper }
    expect(told(await planners.checked([abolish]))).toEqual([
      422,
      'left_below',
      'Xã Lương Phú (ngày 01/03/2026): còn đơn vị bên dưới chưa có nơi chuyển đến (Chi bộ ấp Bến Đò, Chi bộ ấp Nghĩa Huấn, Chi bộ ấp Cái Chốt). Chuyển các đơn vị bên dưới trước, trong cùng phương án. Chưa có gì thay đổi.',
    ])
  })

  it('when it gives a unit two names for one day', async () => {
    expect(told(await planners.checked([rename('dai-dien', 'Xã Một'), rename('dai-dien', 'Xã Hai')]))).toEqual([
      422,
      'two_names',
      'Xã Đại Điền (ngày 01/03/2026): phương án ghi hai tên cho cùng một ngày. Giữ lại một tên. Chưa có gì thay đổi.',
    ])
  })

  it('when it puts a unit under two others on one day', async () => {
    const extract: Operation = {
      do: 'extract',
      unitId: luongPhu,
      intoId: daiDien,
      placement: [unitId('cai-chot')],
      ...paper,
    }
    expect(told(await planners.checked([create('Xã Mới'), move('cai-chot', 'Xã Mới'), extract]))).toEqual([
      422,
      'two_parents',
      'Chi bộ ấp Cái Chốt (ngày 01/03/2026): phương án ghi hai đơn vị cấp trên cho cùng một ngày (Xã Mới, Xã Đại Điền). Giữ lại một đơn vị cấp trên. Chưa có gì thay đổi.',
    ])
  })

  it('when its day is before the unit was there', async () => {
    expect(told(await planners.checked([rename('luong-phu', 'Xã Khác')], '2025-06-01'))).toEqual([
      422,
      'not_yet_there',
      'Xã Lương Phú (ngày 01/06/2025): đến ngày đó đơn vị chưa có (01/07/2025). Chọn ngày có hiệu lực muộn hơn, hoặc chọn lại đơn vị. Chưa có gì thay đổi.',
    ])
  })

  it('when a unit would end before what is recorded of it', async () => {
    await app.pool.query(
      `insert into meeting (unit_id, id, kind, period, held_on, present, seq) values ($1, $2, 'regular', '2026-03-01', '2026-03-05', 5, 1)`,
      [unitId('xuong-thoi'), newId()],
    )
    const end: Operation = { do: 'abolish', unitId: unitId('xuong-thoi'), successorId: daiDien, ...paper }
    expect(told(await planners.checked([end]))).toEqual([
      422,
      'facts_after',
      'Chi bộ ấp Xương Thới III (ngày 01/03/2026): có số liệu ghi từ ngày đơn vị kết thúc trở đi (05/03/2026). Chọn ngày có hiệu lực sau ngày đó. Chưa có gì thay đổi.',
    ])
  })

  it('when it names a unit that is not there at all', async () => {
    expect(told(await planners.checked([merge(['khong-co'], daiDien)]))).toEqual([
      422,
      'not_in_force',
      'khong-co (ngày 01/03/2026): không có đơn vị này. Chọn lại đơn vị. Chưa có gì thay đổi.',
    ])
  })

  it('when it ends a unit twice, and says where it went first', async () => {
    const plan = [create('Xã Một'), create('Xã Hai'), merge([luongPhu], 'Xã Một'), merge([luongPhu], 'Xã Hai')]
    expect(told(await planners.checked(plan))).toEqual([
      422,
      'ended_twice',
      'Xã Lương Phú (ngày 01/03/2026): đơn vị bị kết thúc hai lần trong cùng phương án (01/03/2026 · Xã Một). Giữ lại một trong các thay đổi kết thúc đơn vị. Chưa có gì thay đổi.',
    ])
  })

  it('when nobody has said where the cells of a split commune go, each named', async () => {
    const split: Operation = {
      do: 'split',
      unitId: luongPhu,
      intoIds: ['Xã Một', 'Xã Hai'],
      mainId: 'Xã Hai',
      placement: { [unitId('ben-do')]: 'Xã Một' },
      ...paper,
    }
    expect(told(await planners.checked([create('Xã Một'), create('Xã Hai'), split]))).toEqual([
      422,
      'choice_missing',
      'Xã Lương Phú (ngày 01/03/2026): chưa chọn nơi chuyển đến cho các đơn vị bên dưới (Chi bộ ấp Nghĩa Huấn, Chi bộ ấp Cái Chốt). Chọn nơi chuyển đến cho từng đơn vị. Chưa có gì thay đổi.',
    ])
  })

  it('when it reaches for a unit of another province, as the place of one of its own too', async () => {
    const other = newId()
    await app.pool.query(`insert into unit (id, slug) values ($1, 'tay-ninh')`, [other])
    await app.pool.query(
      `insert into unit_version (id, unit_id, name, name_folded, kind, parent_id, valid, sort_order)
       values ($1, $2, 'Tỉnh Tây Ninh', 'tinh tay ninh', 'province', null, '[2000-01-01,)', 99)`,
      [newId(), other],
    )
    await app.pool.query('select rebuild_unit_closure()')
    const before = await planners.organisation()
    const id = await planners.drafted([move('luong-phu', other)])
    expect(told(await take(planners.drafter, id, 'check', 1))).toEqual([
      403,
      'unit_outside',
      'Phương án đụng đến đơn vị ngoài phạm vi của đồng chí: Tỉnh Tây Ninh. Bỏ các đơn vị này khỏi phương án.',
    ])
    expect(await planners.organisation()).toBe(before)
  })

  it('in English for whoever reads English', async () => {
    const id = await planners.drafted([rename('dai-dien', 'Xã Một'), rename('dai-dien', 'Xã Hai')])
    const answer = await planners.drafter.post(
      `/reorganisations/${id}/check`,
      { version: 1 },
      { 'accept-language': 'en' },
    )
    expect(answer.body['detail']).toBe(
      'Xã Đại Điền (on 01/03/2026): the plan gives it two names for one day. Keep one name. Nothing has changed.',
    )
  })
})
