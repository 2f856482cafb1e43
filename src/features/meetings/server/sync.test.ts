import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedMembers, TestDevice } from '#tests/meetings.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { personId, seedPeople, unitId } from '#tests/people.ts'

const clock = testClock('2026-11-12')
let app: TestApp
let secretary: Caller
let deputy: Caller
let members: string[]
beforeAll(async () => {
  app = await testApp(clock)
  await seedPeople(app)
  members = await seedMembers(app, 'cai-chot', 5)
  secretary = await app.signedIn('bithu.caichot')
  deputy = await app.signedIn('phobithu.caichot')
})
afterAll(() => app.close())

/** Each test its own month, so that none sees another's meeting. */
let month = 0
const device = (cell = 'cai-chot') => {
  month += 1
  return new TestDevice(cell, `2026-${String(month).padStart(2, '0')}-01`)
}
const sameMeeting = (one: TestDevice) =>
  new TestDevice('cai-chot', `${one.meetingId.slice(24, 28)}-${one.meetingId.slice(28, 30)}-01`)
const meetingRow = (id: string) =>
  app.db
    .selectFrom('meeting')
    .selectAll()
    .where('id', '=', id)
    .where('unit_id', '=', unitId('cai-chot'))
    .executeTakeFirst()
const member = (at: number) => members[at] ?? ''

/** A whole meeting with everybody present. */
const whole = (phone: TestDevice, day: string) => [
  phone.write('plan', 'kind', 'regular'),
  phone.write('plan', 'period', `${day.slice(0, 7)}-01`),
  phone.write('time', 'started', `${day}T07:00:00+07:00`),
  phone.write('time', 'ended', `${day}T08:40:00+07:00`),
  phone.write('people', 'chair', member(0)),
  phone.write('people', 'secretary', member(1)),
  ...members.map((id) => phone.write('roll', id, 'present')),
]

describe('what a phone sends', () => {
  it('is acknowledged, derived into the meeting and its roll, and written into the journal without a name', async () => {
    const phone = device()
    const entries = [...whole(phone, '2026-01-12').slice(0, -1), phone.write('roll', member(4), 'excused')]
    const { body } = await phone.sync(secretary, entries)
    expect(body.acknowledged.toSorted()).toEqual(entries.map(({ id }) => id).toSorted())
    expect(await meetingRow(phone.meetingId)).toMatchObject({
      held_on: '2026-01-12',
      minutes: 100,
      members: 5,
      invited: 5,
      present: 4,
      excused: 1,
      unmarked: 0,
      state: 'open',
    })
    const journal = await app.db
      .selectFrom('journal')
      .selectAll()
      .where('object_id', '=', phone.meetingId)
      .executeTakeFirstOrThrow()
    expect(journal.action).toBe('meeting.recorded')
    expect(JSON.stringify(journal.after)).toBe('{"plan":2,"roll":5,"time":2,"people":2}')
  })

  it('sent again, does nothing twice and is acknowledged again', async () => {
    const phone = device()
    const entries = whole(phone, '2026-02-12')
    await phone.sync(secretary, entries)
    const before = await meetingRow(phone.meetingId)
    const { body } = await phone.sync(secretary, [...entries, ...entries])
    expect(body.acknowledged).toHaveLength(entries.length)
    expect({ ...(await meetingRow(phone.meetingId)) }).toEqual(before)
  })

  it('merges with what a second phone recorded; what both marked differently is a conflict with both values', async () => {
    const first = device()
    const second = sameMeeting(first)
    const mine = first.write('roll', member(0), 'present')
    const theirs = second.write('roll', member(0), 'absent')
    await first.sync(secretary, [mine, first.write('roll', member(1), 'present')])
    const { body } = await second.sync(deputy, [theirs, second.write('roll', member(2), 'excused')])
    expect(await meetingRow(first.meetingId)).toMatchObject({
      present: 1,
      excused: 1,
      absent: 0,
      conflicts: 1,
      unmarked: 3,
    })
    const told = body.cells[0]?.entries.filter(
      ({ meetingId, key }) => meetingId === first.meetingId && key === member(0),
    )
    expect(told?.map(({ value, author }) => [value, author])).toEqual([
      ['present', 'Nguyễn Văn Thử'],
      ['absent', 'Lê Thị Mẫu'],
    ])
    await first.sync(secretary, [first.write('roll', member(0), 'present', [mine.id, theirs.id])])
    expect(await meetingRow(first.meetingId)).toMatchObject({ present: 2, conflicts: 0 })
  })

  it('is told once to a device that goes on from where it was', async () => {
    const phone = device()
    const { body } = await phone.sync(secretary, [phone.write('roll', member(0), 'present')])
    const [cell] = body.cells
    const next = { unitId: cell?.unitId ?? '', seq: cell?.seq ?? 0, have: cell?.kept ?? [] }
    const again = await phone.sync(secretary, [], [next])
    expect(again.body.cells[0]).toMatchObject({ members: [], meetings: [], entries: [], unplaced: [] })
  })
})

describe('closing', () => {
  it('keeps the hash of what was closed; a late mark that says something else waits to be placed', async () => {
    const phone = device()
    await phone.sync(secretary, [...whole(phone, '2026-05-12'), phone.write('state', 'record', 'closed')])
    const closed = await meetingRow(phone.meetingId)
    expect(closed).toMatchObject({ state: 'closed', closed_hash: expect.stringMatching(/^[0-9a-f]{64}$/u) })
    const late = sameMeeting(phone)
    const same = late.write('roll', member(0), 'present')
    const other = late.write('roll', member(1), 'absent')
    const { body } = await late.sync(deputy, [same, other])
    expect(body.acknowledged).toEqual([same.id])
    expect(body.unplaced).toEqual([{ id: other.id, reason: 'meeting_closed' }])
    expect(await meetingRow(phone.meetingId)).toMatchObject({ closed_hash: closed?.closed_hash, present: 5 })
    const shown = body.cells[0]?.unplaced.find(({ id }) => id === other.id)
    expect(shown).toMatchObject({
      author: 'Lê Thị Mẫu',
      reason: 'meeting_closed',
      entry: { value: 'absent' },
      state: 'waiting',
    })
  })

  it('waits to be placed while the roll has gaps', async () => {
    const phone = device()
    const close = phone.write('state', 'record', 'closed')
    const { body } = await phone.sync(secretary, [...whole(phone, '2026-06-12').slice(0, -2), close])
    expect(body.unplaced).toEqual([{ id: close.id, reason: 'not_complete' }])
  })
})

describe('nothing captured is lost', () => {
  it('when it is of a kind this version does not know, or the value is refused', async () => {
    const phone = device()
    const unknown = phone.write('singing', 'x', 'Quốc ca')
    const refused = phone.write('roll', member(0), 'late')
    const stranger = phone.write('roll', '0190a000-0000-7000-8000-000000000001', 'present')
    const { body } = await phone.sync(secretary, [unknown, refused, stranger])
    expect(body.unplaced).toEqual([
      { id: unknown.id, reason: 'unknown_place' },
      { id: refused.id, reason: 'value_refused' },
      { id: stranger.id, reason: 'unknown_member' },
    ])
  })

  it('when the author’s position ended meanwhile: it waits with their name, and what was in the record stays theirs', async () => {
    const phone = device()
    const early = phone.write('roll', member(0), 'present')
    await phone.sync(deputy, [early])
    await app.db
      .updateTable('position')
      .set({ valid: '[2020-01-01,2026-11-01)' })
      .where('person_id', '=', personId('phobithu.caichot'))
      .execute()
    const late = phone.write('roll', member(1), 'present')
    const { body } = await phone.sync(deputy, [early, late])
    expect(body.acknowledged).toEqual([early.id])
    expect(body.unplaced).toEqual([{ id: late.id, reason: 'no_position' }])
    expect(body.cells).toEqual([])
    expect(body.own.find(({ id }) => id === late.id)).toMatchObject({ reason: 'no_position', state: 'waiting' })
    const leader = await new TestDevice('cai-chot').sync(secretary, [])
    expect(leader.body.cells[0]?.unplaced.map(({ id }) => id)).toContain(late.id)
    await app.db
      .updateTable('position')
      .set({ valid: '[2020-01-01,)' })
      .where('person_id', '=', personId('phobithu.caichot'))
      .execute()
  })

  it('but what the system keeps about nobody is refused as it stands, with words, and nothing of it is kept', async () => {
    const phone = device()
    const entry = { ...phone.write('roll', member(0), 'present'), value: { mark: 'present', tonGiao: 'x' } }
    const { status, body } = await phone.sync(secretary, [entry])
    expect(status).toBe(422)
    expect(JSON.stringify(body)).toContain('Có trường mà hệ thống không giữ về ai')
  })

  it('but nobody writes into a cell they never belonged to, and the id of one line is not taken by another', async () => {
    const phone = device()
    const stranger = await app.signedIn('bithu.bendo')
    const entry = phone.write('roll', member(0), 'present')
    expect((await phone.sync(stranger, [entry])).body.refused).toEqual([{ id: entry.id, reason: 'not_your_cell' }])
    await phone.sync(secretary, [entry])
    const forged = await phone.sync(secretary, [{ ...entry, value: 'absent' }])
    expect(forged.body.refused).toEqual([{ id: entry.id, reason: 'id_reused' }])
    const broken = phone.write('note', 'x', 'a\u0000b')
    expect((await phone.sync(secretary, [broken])).body.refused).toEqual([{ id: broken.id, reason: 'unreadable' }])
  })
})

describe('who sees it', () => {
  it('the cell sees its members; the commune above sees totals and never a name', async () => {
    const above = await app.signedIn('tochuc.mythanh')
    const { body } = await new TestDevice('cai-chot').sync(above, [])
    expect(body.cells).toEqual([])
    expect(
      (await app.anonymous.post('/sync', { deviceId: unitId('x'), build: 't', cells: [], entries: [] })).status,
    ).toBe(401)
  })
})
