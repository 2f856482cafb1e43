import { readSheet } from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TEST_PASSWORD, testApp, testClock, type TestApp } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { seedProgramme, seedTarget, seedTitle } from '#tests/recognitions.ts'

const clock = testClock('2022-12-31')
let app: TestApp
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  await seedProgramme(app)
  await seedTitle(app, 'ben-do', '2021-10-15', 'giong-trom')
  await seedTitle(app, 'nghia-huan', '2022-05-20', 'giong-trom')
  await seedTarget(app, {
    unit: 'giong-trom',
    denominator: 'YEAR_REGISTERED',
    year: 2022,
    value: 2,
    registeredOn: '2022-01-10',
  })
})
afterAll(() => app.close())

/** Downloads as a browser does. */
async function download(username: string, format: string, unit = 'giong-trom') {
  const signIn = { username, password: TEST_PASSWORD }
  const session = await app.app.inject({ method: 'POST', url: '/api/auth/sign-in/username', payload: signIn })
  const cookie = session.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  const url = `/api/v1/reports/recognition/export/${format}?unitId=${unitId(unit)}&asOf=2022-12-31`
  const answer = await app.app.inject({ method: 'GET', url, headers: { cookie } })
  return { status: answer.statusCode, headers: answer.headers, bytes: answer.rawPayload }
}

describe('a report as a file', () => {
  it('is a workbook whose numbers are numbers, whose heads are Vietnamese, and which says what it is of', async () => {
    const { status, headers, bytes } = await download('tochuc.giongtrom', 'xlsx')
    expect(status).toBe(200)
    expect(headers['content-disposition']).toContain(encodeURIComponent('Huyện Giồng Trôm, 31-12-2022.xlsx'))
    const units = await readSheet(bytes, 'Đơn vị')
    expect(units[0]?.slice(0, 4)).toEqual([
      'Đơn vị',
      'Danh hiệu của địa phương',
      'Chi bộ ấp, khu phố',
      'Đang giữ danh hiệu',
    ])
    expect(units[1]).toEqual([
      'Huyện Giồng Trôm',
      null,
      4,
      2,
      1,
      2,
      0.5,
      0,
      0,
      'không áp dụng',
      2,
      null,
      'chưa đăng ký chỉ tiêu',
      2,
      4,
      0.5,
    ])
    expect(units.slice(2).map(([name, , cells]) => [name, cells])).toEqual([
      ['Xã Mỹ Thạnh', 3],
      ['Thị trấn Giồng Trôm', 1],
    ])
    const cells = await readSheet(bytes, 'Chi bộ')
    expect(cells).toHaveLength(5)
    expect(cells[1]).toEqual([
      'Chi bộ ấp Bến Đò',
      'Xã Mỹ Thạnh',
      null,
      'có',
      null,
      new Date('2021-10-15'),
      '01-QĐ/HU',
      new Date('2021-10-15'),
      'Ban Thường vụ',
      null,
    ])
    const about = await readSheet(bytes, 'Cách tính')
    expect(about).toContainEqual(['Đơn vị', 'Huyện Giồng Trôm'])
    expect(about).toContainEqual(['Đến ngày', new Date('2022-12-31')])
    expect(about).toContainEqual(['Tính theo', 'theo tổ chức khi đó'])
  })

  it.each([
    ['pdf', 'application/pdf', '%PDF'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'PK'],
  ])('is a %s of the official layout', async (format, type, begins) => {
    const { status, headers, bytes } = await download('tochuc.giongtrom', format)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe(type)
    expect(bytes.subarray(0, begins.length).toString('latin1')).toBe(begins)
  })

  it('is for those whose unit it is, of a kind there is, and leaves a trace in the journal', async () => {
    expect((await download('bithu.mythanh', 'xlsx')).status).toBe(404)
    expect((await download('tochuc.giongtrom', 'exe')).status).toBe(404)
    const traces = await app.db
      .selectFrom('journal')
      .select(['object_id', 'unit_id'])
      .where('action', '=', 'report.exported')
      .execute()
    expect(traces).toHaveLength(3)
    expect(traces[0]).toEqual({ object_id: unitId('giong-trom'), unit_id: unitId('giong-trom') })
  })
})
