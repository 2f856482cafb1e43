import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSealKeys } from '#features/journal/server/keys.ts'
import { verifyRecords } from '#features/journal/server/lockedRecords.ts'
import { verifyJournal } from '#features/journal/server/verification.ts'
import { newId } from '#platform/server/id.ts'
import { hasColumnWord } from '../columnWords.ts'
import { tableOf } from '../register.ts'
import { hasTableWord } from '../tableWords.ts'
import { loadRegister } from './registerPage.ts'
import { type Caller, testApp, testClock, type TestApp, textOf } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2022-03-01')
let app: TestApp
let secretary: Caller
let organiser: Caller
let province: Caller
let second: Caller
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  secretary = await app.signedIn('bithu.caichot')
  organiser = await app.signedIn('tochuc.mythanh')
  province = await app.signedIn('tochuc.bentre')
  second = await app.signedIn('bithu.bentre')
})
afterAll(() => app.close())

describe('the register', () => {
  it('calls every kind of record and every column by a Vietnamese word', async () => {
    const columns = (await loadRegister()).entries.flatMap((entry) => entry.columns)
    expect(columns.filter((column) => !hasColumnWord(column))).toEqual([])
    expect(columns.map(tableOf).filter((table) => !hasTableWord(table))).toEqual([])
  })
})

describe('my data', () => {
  it('are all rows that the register names and that point at me, with purpose, basis, readers and time', async () => {
    const { status, body } = await secretary.get('/me/data')
    expect(status).toBe(200)
    const parts = [...(body['parts'] ?? [])]
    expect(parts.map(({ table }) => table)).toEqual(
      expect.arrayContaining(['person', 'position', 'auth.user', 'auth.session']),
    )
    const own = parts.find(({ table }) => textOf(table) === 'person')
    expect(own).toMatchObject({ total: 1, rows: [{ name: 'Nguyễn Văn Thử' }] })
    expect(
      parts.every(({ purpose, basis, readers, keeping }) => [purpose, basis, readers, keeping].every(Boolean)),
    ).toBe(true)
    expect(JSON.stringify(body)).not.toContain('argon2')
  })

  it('are nobody else’s: without an account the database finds nothing', async () => {
    const { rows } = await sql<{ total: string }>`select total from own_rows('person', '{name}', 10)`.execute(app.db)
    expect(rows.map(({ total }) => Number(total))).toEqual([0])
    expect((await app.anonymous.get('/me/data')).status).toBe(401)
  })

  it('say who read about me and what they opened', async () => {
    await organiser.get(`/units/${unitId('cai-chot')}/positions`)
    const { body } = await secretary.get('/me/data/readings')
    expect(body['items']?.[0]).toMatchObject({
      reader: 'Võ Văn Mẫu',
      what: 'Chức vụ của một đơn vị vào một ngày',
      columns: ['person.name'],
    })
    expect((await organiser.get('/me/data/readings')).body['items']).toEqual([])
  })

  it('are taken along for a machine and for a reader, and the journal says so', async () => {
    const machine = await secretary.get('/me/data/file/json')
    expect(machine.headers['content-disposition']).toContain('attachment')
    expect(machine.body['name']).toBe('Nguyễn Văn Thử')
    const page = await secretary.get('/me/data/file/html')
    expect(textOf(page.body)).toContain('<h1>Dữ liệu của tôi</h1>')
    const taken = await app.db
      .selectFrom('journal')
      .select('after')
      .where('action', '=', 'personal_data.taken')
      .execute()
    expect(taken.map(({ after }) => after)).toEqual([{ format: 'json' }, { format: 'html' }])
  })
})

describe('a request about one’s own data', () => {
  const id = newId()

  it('goes to those who keep the unit, and has no due day while nobody has set a duration', async () => {
    const sent = await secretary.post('/me/data/requests', { id, kind: 'correction', content: 'Tên tôi viết sai dấu' })
    expect(sent.body).toMatchObject({ state: 'open', dueOn: null, allowedActions: [] })
    const { body } = await organiser.get('/data-requests')
    expect(body['items']).toMatchObject([{ id, person: { name: 'Nguyễn Văn Thử' }, allowedActions: ['handle'] }])
    const elsewhere = await app.signedIn('bithu.thoithanh')
    expect((await elsewhere.get('/data-requests')).body['items']).toEqual([])
  })

  it('is due as soon as a duration is set', async () => {
    const set = await province.get('/personal-data/settings')
    expect(set.body['items']?.[0]).toMatchObject({ code: 'request.access', days: null, default: null })
    const body = { code: 'request.access', days: 10, basis: 'Quy chế của tỉnh', version: 0 }
    expect((await organiser.put('/personal-data/settings/request.access', body)).status).toBe(403)
    expect((await province.put('/personal-data/settings/request.access', body)).status).toBe(200)
    const sent = await secretary.post('/me/data/requests', { id: newId(), kind: 'access', content: 'Xin bản sao' })
    expect(sent.body['dueOn']).toBe('2022-03-11')
  })

  it('is worked on step by step and answered once, with the answer seen by who asked', async () => {
    const step = { id: newId(), version: 1, note: 'Đã đối chiếu quyết định' }
    expect((await organiser.post(`/data-requests/${id}/steps`, step)).body['steps']).toHaveLength(1)
    const answer = { version: 1, outcome: 'refused', answer: 'Tên ghi đúng theo quyết định số 05-QĐ/ĐU' }
    expect((await organiser.post(`/data-requests/${id}/answer`, answer)).body['state']).toBe('refused')
    expect((await organiser.post(`/data-requests/${id}/answer`, answer)).body['reason']).toBe('request_closed')
    const own = await secretary.get('/me/data/requests')
    expect([...(own.body['items'] ?? [])].find((one) => textOf(one['id']) === id)).toMatchObject({
      answer: answer.answer,
    })
  })
})

describe('a breach', () => {
  const id = newId()
  const breach = {
    id,
    unitId: unitId('my-thanh'),
    title: 'Gửi nhầm danh sách',
    discoveredAt: '2022-02-27T08:00:00+07:00',
    happened: 'Danh sách chức vụ gửi nhầm sang đơn vị khác.',
    data: ['person.id'],
    people: 12,
  }

  it('runs against seventy-two hours from its discovery', async () => {
    const { status, body } = await organiser.post('/data-breaches', breach)
    expect(status).toBe(201)
    expect(body['clock']).toMatchObject({ state: 'running', hoursLeft: 24 })
  })

  it('names data of the register only, and is not discovered in the future', async () => {
    expect((await organiser.post('/data-breaches', { ...breach, id: newId(), data: ['x'] })).status).toBe(422)
    const later = { ...breach, id: newId(), discoveredAt: '2022-03-05T08:00:00+07:00' }
    expect((await organiser.post('/data-breaches', later)).status).toBe(422)
  })

  it('keeps its measures, stops its clock when it is notified, and is closed', async () => {
    await organiser.post(`/data-breaches/${id}/steps`, { id: newId(), version: 1, note: 'Đã thu hồi thư' })
    const notice = { version: 1, at: '2022-02-28T08:00:00+07:00', to: 'Cơ quan chuyên trách' }
    const { body } = await organiser.post(`/data-breaches/${id}/notify`, notice)
    expect(body['clock']).toMatchObject({ state: 'in_time', hoursLeft: 48 })
    const closed = await organiser.post(`/data-breaches/${id}/close`, { version: 2 })
    expect(closed.body['closedAt']).toBeTruthy()
    expect((await organiser.post(`/data-breaches/${id}/close`, { version: 3 })).body['reason']).toBe('breach_closed')
  })

  it('is reported as an official document', async () => {
    for (const format of ['pdf', 'docx']) {
      const report = await organiser.get(`/data-breaches/${id}/report/${format}`)
      expect(report.status).toBe(200)
    }
    expect((await secretary.get(`/data-breaches/${id}/report/pdf`)).status).toBe(403)
  })
})

const oldAnswer = () =>
  sql`insert into answered_request (account_id, key, request_hash, at)
    values ('ai đó', gen_random_uuid(), 'x', '2021-01-01')`.execute(app.db)

const propose = async (who: Caller, more: { personId?: string } = {}) => {
  const query = more.personId === undefined ? '' : `?personId=${more.personId}`
  const { body } = await who.get(`/erasures/preview${query}`)
  const hash = textOf(body['hash'])
  return who.post('/erasures', { id: newId(), unitId: unitId('ben-tre'), reason: 'Quá thời hạn giữ', hash, ...more })
}

describe('what has outlived its time', () => {
  it('is seen before it goes, and goes only when somebody else approves', async () => {
    await oldAnswer()
    const preview = await province.get('/erasures/preview')
    expect([...(preview.body['expired'] ?? [])].filter(({ rows }) => Number(rows) > 0)).toMatchObject([
      { kind: 'answered_request', rows: 1 },
    ])
    const listed = await province.get('/erasures/preview/rows?of=answered_request')
    expect(listed.body['items']).toMatchObject([
      { fields: [{ column: 'ended_at', value: '2021-01-01T00:00:00.000Z' }] },
    ])
    const { status, body } = await propose(province)
    expect(status).toBe(201)
    const path = `/erasures/${textOf(body['id'])}/approve`
    expect((await province.post(path, { version: 1 })).body['reason']).toBe('same_person')
    const done = await second.post(path, { version: 1 })
    expect(done.body).toMatchObject({ state: 'done', result: { answered_request: 1 } })
    expect((await propose(province)).body['reason']).toBe('nothing_to_erase')
  })

  it('waits for the second person over midnight', async () => {
    await oldAnswer()
    const { body } = await propose(province)
    clock.setTo('2022-03-02')
    const done = await second.post(`/erasures/${textOf(body['id'])}/approve`, { version: 1 })
    expect(done.body).toMatchObject({ state: 'done', result: { answered_request: 1 } })
  })

  it('has a time for every kind of record, empty until somebody sets it; what is locked stays and says whose names can go', async () => {
    const { body } = await province.get('/personal-data/settings')
    const kept = [...(body['items'] ?? [])].filter(({ code }) => textOf(code).startsWith('keep.'))
    expect(kept.filter((one) => one['days'] === null && one['default'] === null)).toHaveLength(kept.length - 4)
    const retired = personId('bithu.thoithanh')
    await sql`update position set valid = '[2015-01-01,2016-01-01)' where person_id = ${retired}`.execute(app.db)
    const setting = { code: 'keep.position', days: 365, basis: 'Danh mục hồ sơ của tỉnh', version: 0 }
    expect((await province.put('/personal-data/settings/keep.position', setting)).status).toBe(200)
    const preview = await province.get('/erasures/preview')
    expect(preview.body['standing']).toMatchObject([{ kind: 'position', rows: 1, people: [{ id: retired }] }])
  })

  it('is shown to nobody below the province, by the database as well', async () => {
    expect((await organiser.get('/erasures/preview/rows?of=session')).status).toBe(403)
    await expect(sql`select * from rows_about(${personId('bithu.caichot')}::uuid)`.execute(app.db)).rejects.toThrow(
      'from the province',
    )
  })

  it('is not carried out by the database without the second person, whoever asks', async () => {
    await oldAnswer()
    const { body } = await propose(province)
    await expect(sql`select carry_out_erasure(${textOf(body['id'])}::uuid)`.execute(app.db)).rejects.toThrow(
      'somebody else',
    )
  })

  it('is refused when it changed since it was looked at', async () => {
    const old = await province.get('/erasures/preview')
    await oldAnswer()
    const late = { id: newId(), unitId: unitId('ben-tre'), reason: 'x', hash: textOf(old.body['hash']) }
    expect((await province.post('/erasures', late)).body['reason']).toBe('changed_since')
  })
})

describe('a person who asks to be forgotten', () => {
  const person = personId('bithu.caichot')

  it('is not touched while in office, nor while on hold', async () => {
    const { body } = await province.get(`/erasures/preview?personId=${person}`)
    expect(textOf(body['blocked'])).toContain('đang giữ chức vụ')
    expect((await propose(province, { personId: person })).body['reason']).toBe('in_office')
    await sql`update position set valid = '[2020-01-01,2022-01-01)' where person_id = ${person}`.execute(app.db)
    const hold = { id: newId(), unitId: unitId('ben-tre'), personId: person, reason: 'Đang giải quyết khiếu nại' }
    expect((await province.post('/data-holds', hold)).status).toBe(201)
    expect((await propose(province, { personId: person })).body['reason']).toBe('on_hold')
    expect((await province.post(`/data-holds/${hold.id}/lift`, { version: 1 })).status).toBe(200)
  })

  it('loses name, account and sessions; what is locked stays and every record and seal still holds', async () => {
    const records = async () => (await verifyRecords(app.db)).flatMap(({ findings }) => findings)
    await sql`insert into cell_member (unit_id, id, person_id, name, valid, seq)
      values (${unitId('cai-chot')}, gen_random_uuid(), ${person}, 'Nguyễn Văn Thử', '[2020-01-01,)', 1)`.execute(
      app.db,
    )
    const { body } = await province.get(`/erasures/preview?personId=${person}`)
    const fates = new Map(
      [...(body['person']?.['tables'] ?? [])].map(({ table, fate }) => [textOf(table), textOf(fate)]),
    )
    expect(Object.fromEntries(fates)).toMatchObject({
      person: 'anonymous',
      'auth.session': 'goes',
      position: 'by_id',
      journal: 'locked',
    })
    const rowsOf = async (of: string) =>
      [...((await province.get(`/erasures/preview/rows?of=${of}&personId=${person}`)).body['items'] ?? [])].map(
        ({ fields }) => Object.fromEntries([...(fields ?? [])].map(({ column, value }) => [column, value])),
      )
    expect(await rowsOf('person')).toEqual([{ name: 'Nguyễn Văn Thử', name_folded: 'nguyen van thu' }])
    expect((await rowsOf('auth.session'))[0]).not.toHaveProperty('token')
    expect(await rowsOf('position')).toMatchObject([{ valid: '[2020-01-01,2022-01-01)' }])
    expect(await rowsOf('cell_member')).toEqual([{ name: 'Nguyễn Văn Thử' }])
    const proposed = await propose(province, { personId: person })
    const done = await second.post(`/erasures/${textOf(proposed.body['id'])}/approve`, { version: 1 })
    expect(done.body).toMatchObject({ state: 'done', person: { name: 'Đã xóa' } })
    expect((await secretary.get('/me/data')).status).toBe(401)
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from person where name = 'Nguyễn Văn Thử'`.execute(app.db)
    expect(rows[0]?.n).toBe(0)
    const members = await app.db.selectFrom('cell_member').select('name').where('person_id', '=', person).execute()
    expect(members).toEqual([{ name: 'Đã xóa' }])
    expect(await records()).toEqual([])
    expect((await verifyJournal(app.db, await loadSealKeys(app.settings))).findings).toEqual([])
  })

  it('left no name in the journal', async () => {
    const journal = await app.db.selectFrom('journal').select(['before', 'after']).execute()
    expect(JSON.stringify(journal)).not.toContain('Nguyễn Văn Thử')
  })
})
