import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import writeExcel from 'write-excel-file/node'
import { testAppFor, testClock } from '#tests/database.ts'
import { seedPeople, unitId } from '#tests/people.ts'
import { draftPlan } from '../drafting.ts'
import { openGazetteer } from '../gazetteer.ts'
import { matchAll } from '../matching.ts'
import { applyFile } from './apply.ts'
import { commands } from './cli.ts'

/** Rows as the list of 2019 has them; with what real lists have besides: a missing parent, a code twice, no name. */
const rows = [
  ['code', 'level', 'name', 'kind', 'parent_code'],
  ['834', 'district', 'Huyện Giồng Trôm', 'Huyện', '83'],
  ['83', 'province', 'Tỉnh Bến Tre', 'Tỉnh', ''],
  ['29008', 'commune', 'Xã Mỹ Thạnh', 'Xã', '834'],
  ['28999', 'commune', 'Xã Thuận Hoà', 'Xã', '834'],
  ['29000', 'commune', 'Xã Không Nơi', 'Xã', '999'],
  ['29008', 'commune', 'Xã Trùng Mã', 'Xã', '834'],
  ['29001', 'commune', '', 'Xã', '834'],
]
let folder = ''
let errors: string[] = []
let said: string[] = []
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'import-'))
  errors = []
  said = []
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line))
  vi.spyOn(console, 'info').mockImplementation((line: string) => void said.push(line))
})
afterEach(() => vi.restoreAllMocks())

const run = commands.find(({ name }) => name === 'org import')?.run
async function csv(lines: string[][]): Promise<string> {
  const file = path.join(folder, 'units.csv')
  await writeFile(file, lines.map((cells) => cells.join(',')).join('\n'))
  return file
}
async function open() {
  const app = await testAppFor(testClock('2026-06-01'))
  await seedPeople(app)
  const count = async () => (await app.pool.query('select count(*)::int as n from unit')).rows[0]?.n
  const dump = async () => (await app.pool.query('select * from unit_closure order by 1, 2, 3, 4, 5')).rows
  return { app, count, dump }
}
const period = ['--since', '2020-01-01', '--until', '2025-07-01']

describe('a list of units from a file', () => {
  it('is rehearsed without a trace, entered, and tells each row without a place', async () => {
    const { app, count, dump } = await open()
    const [units, tree, file] = [await count(), await dump(), await csv(rows)]
    expect(await run?.([file, ...period, '--dry-run'], app)).toBe(0)
    expect([await count(), await dump()]).toEqual([units, tree])
    expect(errors).toEqual([
      'Dòng 6: 29000 Xã Không Nơi: không tìm thấy đơn vị cấp trên.',
      'Dòng 7: 29008 Xã Trùng Mã: mã đã có ở dòng trên.',
      'Dòng 8: 29001 : thiếu mã hoặc tên.',
    ])
    expect(await run?.([file, ...period], app)).toBe(0)
    expect(said.at(-2)).toBe('Đã nhập: 1 đơn vị mới, 3 đã có, 3 dòng chưa xếp được.')
    const { rows: entered } = await app.pool.query(
      `select v.parent_id, v.valid::text from unit u join unit_version v on v.unit_id = u.id where u.external_code = '28999'`,
    )
    expect(entered).toEqual([{ parent_id: unitId('giong-trom'), valid: '[2020-01-01,2025-07-01)' }])
  })

  it('is taken back as a whole, to the row', async () => {
    const { app, count, dump } = await open()
    const before = [await count(), await dump()]
    await run?.([await csv(rows), ...period], app)
    const id = said.at(-1)?.split(' ').at(-1) ?? ''
    expect(await run?.(['--undo', id], app)).toBe(0)
    expect([await count(), await dump()]).toEqual(before)
    expect(await run?.(['--undo', id], app)).toBe(3)
    expect(errors.at(-1)).toBe('Lần nhập này đã được bỏ.')
  })

  it('stays once something hangs on one of its units', async () => {
    const { app, count } = await open()
    await run?.([await csv(rows), ...period], app)
    const id = said.at(-1)?.split(' ').at(-1) ?? ''
    await app.pool.query(
      `insert into unit_standing (unit_id, id, kind, valid)
       select id, gen_random_uuid(), 'new_countryside', '[2021-01-01,)' from unit where external_code = '28999'`,
    )
    const units = await count()
    expect(await run?.(['--undo', id], app)).toBe(3)
    expect(errors.at(-1)).toBe('Không bỏ được, đã có nội dung gắn với: Xã Thuận Hoà.')
    expect(await count()).toBe(units)
  })

  it('comes as a workbook too, under other names of columns', async () => {
    const { app } = await open()
    const file = path.join(folder, 'units.xlsx')
    const [, ...body] = rows.slice(0, 5)
    const head = ['Mã', 'Cấp', 'Tên', 'Loại', 'Thuộc']
    await writeExcel([head, ...body].map((cells) => cells.map((value) => ({ value })))).toFile(file)
    const mapping = 'code=Mã,level=Cấp,name=Tên,kind=Loại,parentCode=Thuộc'
    expect(await run?.([file, ...period, '--columns', mapping], app)).toBe(0)
    expect(said.at(-2)).toBe('Đã nhập: 1 đơn vị mới, 3 đã có, 0 dòng chưa xếp được.')
  })

  it('gives units that held until a reorganisation to the plan of that day', async () => {
    const { app } = await open()
    const known = ['86', 'province', 'Tỉnh Vĩnh Long', 'Tỉnh', '']
    const old = [
      known,
      ['855', 'district', 'Huyện Long Hồ', 'Huyện', '86'],
      ['29600', 'commune', 'Xã Thử', 'Xã', '855'],
    ]
    await run?.([await csv([rows[0] ?? [], ...old]), ...period], app)
    const list = [...old, ['29601', 'commune', 'Xã Mới', 'Xã', '86', 'Xã Thử']]
    const units = list.map(([code = '', level = '', name = '', kind = '', parent = '', predecessors = '']) => ({
      code,
      level,
      name,
      kind,
      parentCode: parent || null,
      predecessors: level === 'province' ? 'tỉnh Vĩnh Long' : predecessors,
    }))
    const { gazetteer } = openGazetteer(units.filter(({ code }) => code !== '29601'))
    const after = units.filter(({ code }) => code === '86' || code === '29601')
    const plan = draftPlan({
      units: after,
      matches: matchAll(after, gazetteer),
      old: gazetteer,
      effective: '2025-07-01',
      decision: null,
    })
    const done = await app.db
      .transaction()
      .execute((tx) => applyFile(tx, plan, { since: '2025-01-01', undecided: 'refuse' }))
    expect(done).toMatchObject({ entered: 0, units: 0, links: 1 })
    const { rows: links } = await app.pool.query(
      `select l.kind, f.name as ended, t.name as successor from unit_lineage l
       join unit_version f on f.unit_id = l.from_unit_id join unit_version t on t.unit_id = l.to_unit_id and upper(t.valid) is null
       where f.name = 'Huyện Long Hồ'`,
    )
    const renamed = await app.pool.query(`select count(*)::int as n from unit_version where name = 'Xã Mới'`)
    expect(renamed.rows).toEqual([{ n: 1 }])
    expect(links).toEqual([{ kind: 'abolish', ended: 'Huyện Long Hồ', successor: 'Tỉnh Vĩnh Long' }])
  })

  it('enters no district where districts are no longer in use', async () => {
    const { app } = await open()
    expect(await run?.([await csv(rows.slice(0, 3)), '--since', '2025-08-01'], app)).toBe(0)
    expect(errors).toEqual(['Dòng 2: 834 Huyện Giồng Trôm: loại đơn vị không dùng trong suốt thời gian của danh sách.'])
  })
})
