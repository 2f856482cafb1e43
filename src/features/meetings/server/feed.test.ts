import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedMembers, TestDevice } from '#tests/meetings.ts'
import { type Caller, type TestApp, testApp, testClock } from '#tests/database.ts'
import { seedPeople } from '#tests/people.ts'
import { BATCH, DEVICE_ROWS, type SyncAnswer } from '../contract.ts'

/** What a phone is given when it asks for the first time. */

let app: TestApp
let secretary: Caller
beforeAll(async () => {
  app = await testApp(testClock('2026-11-20'))
  await seedPeople(app)
})
afterAll(() => app.close())

/** A whole meeting of a month with everybody marked and a third speaking, sent in bounded requests. How many it took. */
async function hold(cell: string, caller: Caller, members: readonly string[], period: string): Promise<number> {
  const phone = new TestDevice(cell, period)
  const day = `${period.slice(0, 8)}12`
  const entries = [
    phone.write('plan', 'kind', 'regular'),
    phone.write('plan', 'period', period),
    phone.write('time', 'started', `${day}T07:00:00+07:00`),
    phone.write('time', 'ended', `${day}T08:40:00+07:00`),
    phone.write('people', 'chair', members[0] ?? null),
    phone.write('people', 'secretary', members[1] ?? null),
    ...members.map((id) => phone.write('roll', id, 'present')),
    ...members.filter((_, at) => at % 3 === 0).map((id) => phone.write('spoke', id, true)),
    ...['report', 'information', 'discussion'].map((code) => phone.write('note', code, 'Nội dung '.repeat(100))),
    phone.write('state', 'record', 'closed'),
  ]
  let requests = 0
  for (let at = 0; at < entries.length; at += BATCH, requests += 1) {
    const { status } = await phone.sync(caller, entries.slice(at, at + BATCH))
    expect(status).toBe(200)
  }
  return requests
}

const rowsOf = ({ cells }: SyncAnswer): number =>
  cells.reduce((sum, { members, exemptions, meetings, entries, unplaced }) => {
    return sum + members.length + exemptions.length + meetings.length + entries.length + unplaced.length
  }, 0)
const months = (count: number) =>
  Array.from({ length: count }, (_, at) => `2026-${String(11 - count + 1 + at).padStart(2, '0')}-01`)

describe('the first sync of a phone', () => {
  it('of a cell of 100 members with ten months of meetings is under 300 KB compressed, each month sent in one request', async () => {
    secretary = await app.signedIn('bithu.caichot')
    const members = await seedMembers(app, 'cai-chot', 100)
    for (const period of months(10)) expect(await hold('cai-chot', secretary, members, period)).toBe(1)
    const { body } = await new TestDevice('cai-chot').sync(secretary, [])
    const [cell] = body.cells
    expect(cell?.meetings).toHaveLength(10)
    expect(cell?.kept).toHaveLength(3)
    expect(gzipSync(JSON.stringify(body)).length).toBeLessThan(300 * 1024)
    expect(rowsOf(body)).toBeLessThan(DEVICE_ROWS)
  })

  it('of a cell far larger than any holds no more rows than a device may, the newest records first', async () => {
    const caller = await app.signedIn('bithu.xuongthoi')
    const members = await seedMembers(app, 'xuong-thoi', 1600)
    for (const period of months(3)) await hold('xuong-thoi', caller, members, period)
    const { body } = await new TestDevice('xuong-thoi').sync(caller, [])
    expect(rowsOf(body)).toBeLessThanOrEqual(DEVICE_ROWS)
    expect(body.cells[0]?.kept).toEqual([
      new TestDevice('xuong-thoi', '2026-11-01').meetingId,
      new TestDevice('xuong-thoi', '2026-10-01').meetingId,
    ])
  })
})
