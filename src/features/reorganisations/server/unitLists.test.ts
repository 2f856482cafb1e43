import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { newId } from '#platform/server/id.ts'
import { type Caller, type TestApp, testApp, textOf, testClock } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'

let app: TestApp
let officer: Caller
beforeAll(async () => {
  app = await testApp(testClock('2026-06-01'))
  await seedPeople(app)
  officer = await app.signedIn('tochuc.bentre')
})
afterAll(() => app.close())

const list = [
  'Mã đơn vị;Cấp;Tên đơn vị;Mã cấp trên',
  '83;Tỉnh;Tỉnh Bến Tre;',
  '834;Huyện;Huyện Giồng Trôm;83',
  '28999;Xã;Xã Thuận Hoà;834',
  '29000;Xã;Xã Không Nơi;999',
].join('\r\n')

type Part = string | Buffer
async function post(path: string, files: Record<string, Part>, fields: object = {}, as: Caller = officer) {
  const form = new FormData()
  for (const [name, content] of Object.entries(files)) form.set(name, new Blob([content]), `${name}.csv`)
  for (const [name, value] of Object.entries(fields))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  const request = new Response(form)
  const type = request.headers.get('content-type') ?? ''
  return as.post(path, Buffer.from(await request.arrayBuffer()), { 'content-type': type })
}
const about = (more: object = {}) => ({
  id: newId(),
  unitId: unitId('vinh-long'),
  since: '2020-01-01',
  until: '2025-07-01',
  ...more,
})
const everyUnit = async () =>
  (await app.pool.query('select unit_id, name, valid::text from unit_version order by unit_id, valid')).rows

describe('a list of units sent as a file', () => {
  it('tells its columns, what they seem to hold, and its first rows', async () => {
    const { status, body } = await post('/unit-lists/columns', { list })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      names: ['Mã đơn vị', 'Cấp', 'Tên đơn vị', 'Mã cấp trên'],
      mapping: { code: 'Mã đơn vị', level: 'Cấp', name: 'Tên đơn vị', parentCode: 'Mã cấp trên' },
      rows: 4,
    })
    expect(body['sample']).toContainEqual(['834', 'Huyện', 'Huyện Giồng Trôm', '83'])
  })

  it('with columns about people the system has no place for is read without them, says so, and shows nothing of them', async () => {
    const csv =
      'Mã đơn vị,Cấp,Tên đơn vị,Mã cấp trên,Số CCCD,Tôn giáo,Dân tộc\n29999,Xã,Xã Mẫu,834,083090001234,Phật,Kinh\n'
    const said = JSON.stringify({ name: 'Dân tộc' })
    const read = await post('/unit-lists/columns', { list: csv })
    expect(read.body).toMatchObject({
      names: ['Mã đơn vị', 'Cấp', 'Tên đơn vị', 'Mã cấp trên'],
      sample: [['29999', 'Xã', 'Xã Mẫu', '834']],
      leftOut: ['Số CCCD', 'Tôn giáo', 'Dân tộc'],
    })
    expect(await post('/unit-lists/dry-run', { list: csv }, about())).toMatchObject({
      status: 200,
      body: { rows: 1, leftOut: ['Số CCCD', 'Tôn giáo', 'Dân tộc'] },
    })
    const asked = await post('/unit-lists/dry-run', { list: csv }, { ...about(), columns: said })
    expect(asked.status, 'such a column cannot be asked for by its name either').toBe(415)
  })

  it('is rehearsed without a trace, entered once however often it is sent, listed, and taken back to the row', async () => {
    const before = await everyUnit()
    const tried = await post('/unit-lists/dry-run', { list }, about())
    const report = {
      rows: 4,
      entered: 1,
      known: 2,
      misplaced: [{ line: 5, code: '29000', name: 'Xã Không Nơi', why: 'no_parent' }],
    }
    expect(tried).toMatchObject({ status: 200, body: { id: null, ...report } })
    expect(await everyUnit()).toEqual(before)
    const asked = about()
    for (const _ of ['first', 'again'])
      expect(await post('/unit-lists', { list }, asked)).toMatchObject({
        status: 201,
        body: { id: asked.id, ...report },
      })
    expect(await everyUnit()).toHaveLength(before.length + 1)
    const { body: all } = await officer.get('/unit-lists')
    expect(all['items']).toEqual([
      expect.objectContaining({ id: asked.id, fileName: 'list.csv', entered: 1, allowedActions: ['undo'] }),
    ])
    const { body: one } = await officer.get(`/unit-lists/${asked.id}`)
    expect(one['lines']).toMatchObject(report.misplaced)
    expect(await officer.post(`/unit-lists/${asked.id}/undo`, {})).toMatchObject({
      status: 200,
      body: { allowedActions: [] },
    })
    expect(await everyUnit()).toEqual(before)
    expect(await officer.post(`/unit-lists/${asked.id}/undo`, {})).toMatchObject({
      status: 409,
      body: { reason: 'undone_already' },
    })
    const { rows: journal } = await app.pool.query(`select action from journal where object_id = $1 order by id`, [
      asked.id,
    ])
    expect(journal.map(({ action }) => action)).toEqual(['units.imported', 'units.import_undone'])
  })

  it('stays once something hangs on it, and says on what', async () => {
    const asked = about()
    await post('/unit-lists', { list }, asked)
    await app.pool.query(
      `insert into unit_standing (unit_id, id, kind, valid)
       select id, gen_random_uuid(), 'new_countryside', '[2021-01-01,)' from unit where external_code = '28999'`,
    )
    const { status, body } = await officer.post(`/unit-lists/${asked.id}/undo`, {})
    expect([status, textOf(body['detail'])]).toEqual([422, 'Không bỏ được, đã có nội dung gắn với: Xã Thuận Hoà.'])
  })

  it('is for whoever keeps the organisation of a province, under units of its own', async () => {
    const cell = await app.signedIn('bithu.caichot')
    expect((await post('/unit-lists/dry-run', { list }, about(), cell)).status).toBe(403)
    expect((await post('/unit-lists/dry-run', { list }, about(), app.anonymous)).status).toBe(401)
    expect((await officer.get('/unit-lists')).status).toBe(200)
    expect((await cell.get('/unit-lists')).status).toBe(403)
  })
})

describe('a file that is no list of units', () => {
  const refusalOf = async (content: Part, fields: object = about()) => {
    const before = await everyUnit()
    const { status, body } = await post('/unit-lists', { list: content }, fields)
    expect(await everyUnit()).toEqual(before)
    return { status, reason: body['reason'], detail: textOf(body['detail']) }
  }

  it('is told what it is and what to do', async () => {
    expect(await refusalOf('')).toMatchObject({ status: 422, reason: 'file_missing' })
    expect(await refusalOf('Mã;Tên')).toMatchObject({ status: 415, reason: 'empty' })
    expect(await refusalOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toMatchObject({ reason: 'old_workbook' })
    expect(await refusalOf(Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1]))).toMatchObject({ reason: 'not_a_list' })
    expect(await refusalOf(Buffer.from('Mã;Tên\n1;Xã Hòa', 'latin1'))).toMatchObject({ reason: 'encoding' })
    expect(await refusalOf(Buffer.from('PK\u0003\u0004 nothing'))).toMatchObject({ reason: 'damaged' })
    expect(await refusalOf('Tên;Tên\n1;2')).toMatchObject({ reason: 'column_twice' })
    expect(await refusalOf('a;b\n1;2')).toMatchObject({ reason: 'columns_missing' })
    expect((await refusalOf('a;b\n1;2')).detail).toContain('Còn thiếu: code, name.')
    expect(await refusalOf(list, about({ since: '2020-02-30' }))).toMatchObject({ status: 422 })
    expect(await refusalOf(list, about({ until: '2019-01-01' }))).toMatchObject({ status: 422 })
  })

  it('is refused as a hundred thousand rows, and as more than the server takes', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `${at};Xã ${at}`)
    expect(await refusalOf(['Mã;Tên', ...rows].join('\n'))).toMatchObject({ status: 415, reason: 'too_many_rows' })
    expect((await post('/unit-lists', { list: 'x'.repeat(9 * 1024 * 1024) }, about())).status).toBe(413)
  })

  it('is refused when a workbook computes its cells, with the first of them', async () => {
    const value = (text: string) => ({ value: text })
    const head = ['Mã', 'Tên'].map(value)
    const sound = await writeExcel([head, ['83', 'Tỉnh Bến Tre'].map(value)]).toBuffer()
    expect(await post('/unit-lists/dry-run', { list: sound }, about())).toMatchObject({ body: { known: 1 } })
    const computed = await writeExcel([
      head,
      [value('83'), { type: 'Formula', value: '="Tỉnh "&"Bến Tre"' }],
    ]).toBuffer()
    const refused = await refusalOf(computed)
    expect(refused).toMatchObject({ status: 415, reason: 'formula' })
    expect(refused.detail).toContain('B2')
  })
})

describe('a list of new units sent as a file', () => {
  const after = [
    'Mã;Cấp;Tên;Thuộc;Trước sắp xếp',
    '86;Tỉnh;Tỉnh Vĩnh Long;;tỉnh Bến Tre',
    '40001;Xã;Xã Mới;86;Xã Lương Phú, Xã Thuận Điền, Xã Nào Đó',
  ].join('\n')
  const old = [
    'code,level,name,parent_code',
    '83,province,Tỉnh Bến Tre,',
    '834,district,Huyện Giồng Trôm,83',
    '29017,commune,Xã Lương Phú,834',
    '29023,commune,Xã Thuận Điền,834',
    '29024,commune,Xã Lạc,999',
  ].join('\n')
  const fields = { unitId: unitId('vinh-long'), effective: '2026-07-01', decisionNumber: '1/NQ' }

  it('becomes a plan against the list before, with what is not certain', async () => {
    const { status, body } = await post('/reorganisations/from-lists', { list: after, against: old }, fields)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      mentions: 4,
      resolved: 3,
      byOutcome: { province_level: 1, exact: 2, not_found: 1 },
      misplaced: [{ line: 6, code: '29024', why: 'no_parent' }],
      content: { decision: { number: '1/NQ' }, unresolved: [{ text: 'Xã Nào Đó' }] },
    })
  })

  it('is read against the organisation of the day before when there is no other list', async () => {
    const words = after.replace('tỉnh Bến Tre', 'giữ nguyên').replace('Xã Thuận Điền', 'Xã Đại Điền')
    const { body } = await post('/reorganisations/from-lists', { list: words }, fields)
    expect(body).toMatchObject({ mentions: 4, resolved: 3, content: { unresolved: [{ text: 'Xã Nào Đó' }] } })
    const id = newId()
    const drafted = await officer.post('/reorganisations', {
      id,
      unitId: unitId('vinh-long'),
      title: 'Từ danh sách',
      content: body['content'],
    })
    expect(drafted.status).toBe(201)
    const { body: seen } = await officer.get(`/reorganisations/${id}/preview`)
    expect(seen['refusals']).toEqual([])
  })

  it('says so when no column names what the units were made of', async () => {
    const { status, body } = await post('/reorganisations/from-lists', { list: old, against: old }, fields)
    expect([status, body['reason']]).toEqual([422, 'no_predecessors'])
  })
})
