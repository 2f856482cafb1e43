import { z } from 'zod'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { testApp, testClock, type TestApp } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { changeTitle, seedProgramme, seedStanding, seedTarget, seedTitle, seedUnits } from '#tests/recognitions.ts'
import { importOutlines } from './outlines.ts'

const clock = testClock('2022-12-31')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedUnits(app, [
    {
      slug: 'truong',
      name: 'Chi bộ Trường học',
      kind: 'other_cell',
      parent: 'my-thanh',
      valid: '[2000-01-01,2025-07-01)',
    },
  ])
  await seedStanding(app, 'my-thanh', '2022-06-01')
  await seedTitle(app, 'ben-do', '2021-10-15', 'giong-trom')
  await seedTitle(app, 'nghia-huan', '2022-05-20', 'giong-trom')
  await seedTitle(app, 'khu-pho-1', '2022-07-01', 'giong-trom')
  await changeTitle(app, 'ben-do', '2021-10-15', { action: 'revoke', to: 'revoked', on: '2024-01-01' })
  await seedTarget(app, {
    unit: 'giong-trom',
    denominator: 'YEAR_REGISTERED',
    year: 2022,
    value: 2,
    registeredOn: '2022-01-10',
  })
  await seedTarget(app, { unit: 'my-thanh', denominator: 'TERM_RESOLUTION', value: 3, registeredOn: '2020-08-01' })
})
afterAll(() => app.close())
beforeEach(() => clock.setTo('2022-12-31'))

const path = (unit: string, asOf: string, basis = 'then', rest = '') =>
  `?unitId=${unitId(unit)}&asOf=${asOf}&basis=${basis}${rest}`
const Lines = z.array(z.object({ denominator: z.string(), numerator: z.number(), over: z.number().nullable() }))
/** Each figure as `numerator/over`. */
const shown = (lines: unknown) =>
  Object.fromEntries(
    Lines.parse(lines).map(({ denominator, numerator, over }) => [denominator, `${numerator}/${over ?? 'none'}`]),
  )

describe('the progress of a unit', () => {
  it('is shown with each unit directly below it, in official order, and adds up', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    const { status, body } = await officer.get(`/reports/recognition${path('giong-trom', '2022-12-31')}`)
    expect(status).toBe(200)
    expect(shown(body['total']?.['lines'])).toEqual({
      YEAR_REGISTERED: '2/2',
      NTM_COMMUNE_CELLS: '2/3',
      TERM_RESOLUTION: '3/none',
      ALL_CELLS: '3/4',
    })
    expect(body['below']).toMatchObject([
      { name: 'Xã Mỹ Thạnh', cells: 3, held: 2, opens: true, standings: ['new_countryside'] },
      { name: 'Thị trấn Giồng Trôm', cells: 1, held: 1, opens: true, standings: [] },
    ])
    expect(body['rest']).toBeNull()
    expect(body['above']).toMatchObject([{ name: 'Tỉnh Bến Tre', visible: false }])
  })

  it('opens down to the cells of ấp and khu phố, without the others', async () => {
    const secretary = await app.signedIn('bithu.mythanh')
    const { body } = await secretary.get(`/reports/recognition${path('my-thanh', '2022-12-31')}`)
    expect([...(body['below'] ?? [])].map((row) => row['name'])).toEqual([
      'Chi bộ ấp Bến Đò',
      'Chi bộ ấp Nghĩa Huấn',
      'Chi bộ ấp Cái Chốt',
    ])
    expect(body['below']?.[0]).toMatchObject({ opens: false, held: 1 })
  })

  it('opens every figure into its cells, each with its decision', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    const of = (rest: string) =>
      officer.get(`/reports/recognition/cells${path('giong-trom', '2022-12-31', 'then', rest)}`)
    const { body } = await of('&denominator=YEAR_REGISTERED')
    expect(body['line']).toMatchObject({ numerator: 2, over: 2, percent: '100,0%' })
    expect(body['items']).toMatchObject([
      {
        name: 'Chi bộ ấp Nghĩa Huấn',
        communeName: 'Xã Mỹ Thạnh',
        decisionNumber: '01-QĐ/HU',
        decisionDate: '2022-05-20',
      },
      { name: 'Chi bộ Khu phố 1', communeName: 'Thị trấn Giồng Trôm', recognisedOn: '2022-07-01' },
    ])
    const first = (await of('&denominator=ALL_CELLS&limit=3')).body
    const second = (await of(`&denominator=ALL_CELLS&limit=3&cursor=${z.string().parse(first['next'])}`)).body
    expect([...(first['items'] ?? []), ...(second['items'] ?? [])]).toHaveLength(4)
    expect(second['next']).toBeNull()
  })

  it('tells of a revocation in the records from its day on, and not in those of an earlier day', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    clock.setTo('2024-06-01')
    const of = async (asOf: string) => {
      const { body } = await officer.get(
        `/reports/recognition/cells${path('my-thanh', asOf, 'then', '&denominator=ALL_CELLS')}`,
      )
      return body['items']?.[0]
    }
    expect(await of('2023-12-31')).toMatchObject({ name: 'Chi bộ ấp Bến Đò', held: true, revokedOn: null })
    expect(await of('2024-01-01')).toMatchObject({ name: 'Chi bộ ấp Bến Đò', held: false, revokedOn: '2024-01-01' })
  })

  it('is drawn over time: every recognition in its period, with the running total', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    const trend = (rest: string) =>
      officer.get(`/reports/recognition/trend${path('giong-trom', '2022-08-31', 'then', rest)}`)
    expect((await trend('&step=year&from=2020-01-01')).body['points']).toEqual([
      { period: '2020', recognised: 0, total: 0 },
      { period: '2021', recognised: 1, total: 1 },
      { period: '2022', recognised: 2, total: 3 },
    ])
    expect((await trend('&step=month&from=2022-07-01')).body['points']).toEqual([
      { period: '2022-07', recognised: 1, total: 3 },
      { period: '2022-08', recognised: 0, total: 3 },
    ])
  })
})

describe('a figure is for those whose unit it is', () => {
  it.each([
    ['bithu.xuongthoi', 'giong-trom'],
    ['bithu.mythanh', 'giong-trom'],
    ['bithu.caichot', 'my-thanh'],
    ['bithu.giongtrom', 'thoi-thanh'],
  ])('%s does not see %s', async (username, unit) => {
    const caller = await app.signedIn(username)
    for (const place of ['', '/map', '/trend', '/cells']) {
      const { status } = await caller.get(
        `/reports/recognition${place}${path(unit, '2022-12-31', 'then', '&denominator=ALL_CELLS')}`,
      )
      expect(status).toBe(404)
    }
  })

  it('nobody is nobody: signing in comes first', async () => {
    expect((await app.anonymous.get(`/reports/recognition${path('giong-trom', '2022-12-31')}`)).status).toBe(401)
  })

  it('the province sees districts that have ended, as then, cells included that nobody continues', async () => {
    clock.setTo('2025-12-01')
    const province = await app.signedIn('tochuc.bentre')
    const { body } = await province.get(`/reports/recognition${path('giong-trom', '2022-12-31')}`)
    expect(shown(body['total']?.['lines'])).toMatchObject({ YEAR_REGISTERED: '2/2', ALL_CELLS: '3/4' })
  })

  it('the new commune sees the old one it continues, and is told where to look', async () => {
    clock.setTo('2025-12-01')
    const secretary = await app.signedIn('bithu.mythanh')
    const then = (await secretary.get(`/reports/recognition${path('luong-phu', '2022-12-31')}`)).body
    expect(then['instead']).toEqual([{ unitId: unitId('my-thanh'), name: 'Xã Mỹ Thạnh' }])
    const now = (await secretary.get(`/reports/recognition${path('luong-phu', '2022-12-31', 'now')}`)).body
    expect(shown(now['total']?.['lines'])).toMatchObject({ TERM_RESOLUTION: '2/3', NTM_COMMUNE_CELLS: '2/3' })
    const old = (await secretary.get(`/reports/recognition${path('my-thanh', '2022-12-31', 'now')}`)).body
    expect(old['instead']).toEqual([{ unitId: unitId('luong-phu'), name: 'Xã Lương Phú' }])
  })
})

describe('the map', () => {
  it('is a schematic of tiles until outlines are there, and says so', async () => {
    const officer = await app.signedIn('tochuc.giongtrom')
    const { body } = await officer.get(`/reports/recognition/map${path('giong-trom', '2022-12-31')}`)
    expect(body['schematic']).toBe(true)
    expect(body['communes']).toMatchObject([
      { name: 'Xã Mỹ Thạnh', geometry: { type: 'Polygon' } },
      { name: 'Thị trấn Giồng Trôm', geometry: { type: 'Polygon' } },
    ])
  })

  it('draws the outlines of the day, tells whose it has none, and which places of a file it does not know', async () => {
    const square = { type: 'Polygon', arcs: [[0]] }
    const text = JSON.stringify({
      type: 'Topology',
      arcs: [
        [
          [106, 10],
          [106, 10.1],
          [106.1, 10.1],
          [106, 10],
        ],
      ],
      objects: {
        communes: {
          type: 'GeometryCollection',
          geometries: [
            { ...square, properties: { slug: 'my-thanh', name: 'Xã Mỹ Thạnh' } },
            { ...square, properties: { code: '99999', name: 'Xã Không Có' } },
          ],
        },
      },
    })
    const file = { text, source: 'Sơ đồ thử', schematic: false, from: '2000-01-01', to: '2025-07-01' }
    expect(await importOutlines(app.db, file)).toEqual({ placed: 1, unknown: ['Xã Không Có'] })
    expect(await importOutlines(app.db, file)).toEqual({ placed: 1, unknown: ['Xã Không Có'] })
    await expect(importOutlines(app.db, { ...file, text: '{"type":"FeatureCollection"}' })).rejects.toThrow('malformed')
    const officer = await app.signedIn('tochuc.giongtrom')
    const { body } = await officer.get(`/reports/recognition/map${path('giong-trom', '2022-12-31')}`)
    expect(body).toMatchObject({ schematic: false, sources: ['Sơ đồ thử'], without: [{ name: 'Thị trấn Giồng Trôm' }] })
    expect(body['communes']).toMatchObject([{ name: 'Xã Mỹ Thạnh', geometry: { type: 'Polygon' } }])
  })
})
