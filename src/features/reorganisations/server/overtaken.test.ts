import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, testApp, testClock, textOf } from '#tests/database.ts'
import { unitId } from '#tests/people.ts'
import {
  contentOf,
  create,
  effective,
  merge,
  type Planners,
  rename,
  seedPlanners,
  take,
  told,
} from '#tests/reorganisations.ts'

/** Steps that are not to be taken, and plans that another one has overtaken. */

const clock = testClock('2026-02-10')
const [luongPhu, daiDien] = [unitId('luong-phu'), unitId('dai-dien')]
let app: TestApp
let planners: Planners

beforeAll(async () => {
  app = await testApp(clock)
  planners = await seedPlanners(app)
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2026-02-10'))

describe('a step that is not to be taken', () => {
  it('is refused to whoever drafted the plan, when it is to be approved', async () => {
    const id = await planners.drafted([rename('dai-dien', 'Xã Một')])
    await take(planners.drafter, id, 'check', 1)
    expect(told(await take(planners.drafter, id, 'approve', 2))).toEqual([
      409,
      'own_plan',
      'Người lập phương án không tự duyệt; cần người thứ hai.',
    ])
    await take(planners.drafter, id, 'withdraw', 2)
  })

  it('is refused to whoever looked at the plan before it was changed', async () => {
    const id = await planners.drafted([rename('dai-dien', 'Xã Một')])
    await take(planners.drafter, id, 'check', 1)
    const content = contentOf([rename('dai-dien', 'Xã Hai')])
    await planners.drafter.put(`/reorganisations/${id}`, { version: 2, title: 'Đổi tên', content })
    expect(told(await take(planners.leader, id, 'approve', 2))).toEqual([
      409,
      'not_now',
      'Phương án đang được lập: cần kiểm tra và chốt trước.',
    ])
    await take(planners.drafter, id, 'check', 3)
    const late = await take(planners.leader, id, 'approve', 2)
    expect([late.status, late.body['code']]).toEqual([409, 'stale_version'])
    expect((await planners.drafter.get(`/reorganisations/${id}`)).body).toMatchObject({
      state: 'checked',
      approvedBy: null,
    })
    await take(planners.drafter, id, 'withdraw', 4)
  })
})

describe('of two plans', () => {
  it('applied at once by two people one wins, and the other is told in words and changes nothing', async () => {
    const [one, other] = [
      await planners.approved([rename('ben-do', 'Chi bộ A')]),
      await planners.approved([rename('ben-do', 'Chi bộ B')]),
    ]
    clock.setTo(effective)
    const answers = await Promise.all([
      take(planners.leader, one, 'apply', 3),
      take(planners.leader, other, 'apply', 3),
    ])
    const [won] = answers.filter(({ status }) => status === 200)
    const [lost] = answers.filter(({ status }) => status !== 200)
    expect(won?.body['state']).toBe('applied')
    expect([
      'Có người đang áp dụng một phương án khác. Chưa có gì thay đổi; tải lại trang sau ít giây rồi làm tiếp.',
      'Tổ chức đã thay đổi từ khi kiểm tra phương án (Chi bộ ấp Bến Đò). Mở sửa phương án, xem lại, lưu, rồi kiểm tra và duyệt lại. Chưa có gì thay đổi.',
    ]).toContain(lost?.body['detail'])
    const { rows } = await app.pool.query(
      `select name from unit_version where unit_id = $1 and lower(valid) >= $2::date`,
      [unitId('ben-do'), effective],
    )
    expect(rows).toEqual([{ name: textOf(won?.body['id']) === one ? 'Chi bộ A' : 'Chi bộ B' }])
  })

  it('the same one applied twice at once is applied once', async () => {
    const id = await planners.approved([create('Xã Một Lần')])
    clock.setTo(effective)
    const answers = await Promise.all([take(planners.leader, id, 'apply', 3), take(planners.leader, id, 'apply', 3)])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows } = await app.pool.query(`select 1 from unit_version where name = 'Xã Một Lần'`)
    expect(rows).toHaveLength(1)
  })

  it('the one that was overtaken says so before it is applied, when it is approved, and when it is applied', async () => {
    const first = await planners.approved([rename('nghia-huan', 'Chi bộ C')])
    const second = await planners.approved([rename('nghia-huan', 'Chi bộ D')])
    const third = await planners.drafted([rename('nghia-huan', 'Chi bộ E')])
    await take(planners.drafter, third, 'check', 1)
    clock.setTo(effective)
    expect((await take(planners.leader, first, 'apply', 3)).status).toBe(200)
    const before = await planners.organisation()
    const stale = [
      422,
      'stale',
      'Tổ chức đã thay đổi từ khi kiểm tra phương án (Chi bộ ấp Nghĩa Huấn). Mở sửa phương án, xem lại, lưu, rồi kiểm tra và duyệt lại. Chưa có gì thay đổi.',
    ]
    expect(told(await take(planners.leader, second, 'apply', 3))).toEqual(stale)
    expect(told(await take(planners.leader, third, 'approve', 2))).toEqual(stale)
    const { refusals } = (await planners.drafter.get(`/reorganisations/${second}/preview`)).body
    expect(refusals).toMatchObject([{ why: 'stale', others: [{ name: 'Chi bộ ấp Nghĩa Huấn' }] }, {}])
    expect(await planners.organisation()).toBe(before)
  })

  it('the one with an earlier day on the same unit is refused, with the day of the other', async () => {
    expect(told(await planners.checked([rename('nghia-huan', 'Chi bộ F')], '2026-02-15'))).toEqual([
      422,
      'changed_later',
      'Chi bộ ấp Nghĩa Huấn (ngày 15/02/2026): đã có thay đổi khác sau ngày này (01/03/2026). Chọn ngày có hiệu lực từ lần thay đổi đó trở đi. Chưa có gì thay đổi.',
    ])
  })

  it('the one that merges a unit another has merged elsewhere is refused, and says where it went', async () => {
    const first = await planners.approved([create('Xã Nơi Đến'), merge([daiDien], 'Xã Nơi Đến')])
    clock.setTo(effective)
    expect((await take(planners.leader, first, 'apply', 3)).status).toBe(200)
    clock.setTo('2026-03-02')
    expect(told(await planners.checked([merge([daiDien], luongPhu)]))).toEqual([
      422,
      'ended_before',
      'Xã Đại Điền (ngày 01/03/2026): đến ngày đó đơn vị đã kết thúc (01/03/2026 · Xã Nơi Đến). Bỏ thay đổi này, hoặc chọn đơn vị kế tục. Chưa có gì thay đổi.',
    ])
  })

  it('the one that is applied is neither withdrawn nor changed', async () => {
    const id = await planners.approved([create('Xã Đã Lập')])
    clock.setTo(effective)
    expect((await take(planners.leader, id, 'apply', 3)).status).toBe(200)
    const before = await planners.organisation()
    const words =
      'Phương án đã được áp dụng lúc 01/03/2026 08:00, không sửa hoặc rút được nữa. Cần thay đổi tiếp thì lập phương án mới.'
    expect(told(await take(planners.drafter, id, 'withdraw', 4))).toEqual([409, 'not_now', words])
    const content = contentOf([])
    const edited = await planners.drafter.put(`/reorganisations/${id}`, { version: 4, title: 'Khác', content })
    expect(told(edited)).toEqual([409, 'not_now', words])
    expect(await planners.organisation()).toBe(before)
  })
})
