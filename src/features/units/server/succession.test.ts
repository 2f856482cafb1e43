import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#platform/server/id.ts'
import { type Caller, testApp, testClock, type TestApp, textOf } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

let app: TestApp
let organiser: Caller
beforeAll(async () => {
  app = await testApp(testClock('2025-09-01'))
  await seedPeople(app)
  organiser = await app.signedIn('tochuc.mythanh')
})
afterAll(() => app.close())

describe('a body that has ended', () => {
  it('says who holds which of its powers since when, the holder says whose it holds, each as far as it is known', async () => {
    const district = unitId('giong-trom')
    const page = async (id: string) => (await organiser.get(`/units/${id}`)).body
    expect(await page(district)).toMatchObject({ ended: true, powers: { passedTo: [], heldFor: [] } })
    const give = (to: string, powers: string, since: string, number: string | null) =>
      app.pool.query(
        `insert into authority_succession (id, from_unit_id, to_unit_id, powers, valid, decision_number)
         values ($1, $2, $3, $4, daterange($5, null), $6)`,
        [newId(), district, unitId(to), powers, since, number],
      )
    await give('luong-phu', '{confirm,re_appraise,correct}', '2025-07-01', null)
    await give('vinh-long', '{revoke}', '2025-08-15', '12-QĐ/TU')
    expect((await page(district))['powers']).toMatchObject({
      passedTo: [
        {
          unit: { id: unitId('luong-phu'), name: 'Xã Lương Phú' },
          powers: ['confirm', 're_appraise', 'correct'],
          since: '2025-07-01',
          decision: null,
        },
        { unit: { name: 'Tỉnh Vĩnh Long' }, powers: ['revoke'], decision: { number: '12-QĐ/TU', date: null } },
      ],
      heldFor: [],
    })
    expect(await page(unitId('luong-phu'))).toMatchObject({
      ended: false,
      powers: { passedTo: [], heldFor: [{ unit: { name: 'Huyện Giồng Trôm' }, since: '2025-07-01' }] },
    })
  })

  it('tells its story with what is known of each decision: a number without its day is not withheld', async () => {
    await app.pool.query(`update unit_lineage set decision_number = '1687/NQ-UBTVQH15' where from_unit_id = $1`, [
      unitId('my-thanh'),
    ])
    const told = async (slug: string) => [...((await organiser.get(`/units/${unitId(slug)}`)).body['history'] ?? [])]
    const paper = { number: '1687/NQ-UBTVQH15', date: null, issuer: null }
    expect((await told('my-thanh'))[0]).toMatchObject({
      kind: 'merged_into',
      other: { name: 'Xã Lương Phú' },
      decision: paper,
    })
    expect((await told('luong-phu')).find((one) => textOf(one['kind']) === 'took_over')).toMatchObject({
      other: { name: 'Xã Mỹ Thạnh' },
      decision: paper,
    })
  })
})
