import { readFile } from 'node:fs/promises'
import { readRuleSetFile } from '#features/rule-sets/ruleSetFile.ts'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { hashOf, newId } from '#platform/server/id.ts'
import type { SyncAnswer, SyncRequest, WireEntry } from '#features/meetings/contract.ts'
import { nextInCell } from '#features/members/server/cellLog.ts'
import { type Caller, TEST_PASSWORD, type TestApp } from './database.ts'
import { unitId } from './people.ts'

/** Members of a cell, put there as its list would. Returns their ids. */
export async function seedMembers({ db }: TestApp, cell: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId())
  await db.transaction().execute(async (tx) => {
    const seq = await nextInCell(tx, unitId(cell))
    await tx
      .insertInto('cell_member')
      .values(
        ids.map((id, at) => ({
          unit_id: unitId(cell),
          id,
          name: `Đảng viên ${at + 1}`,
          valid: '[2020-01-01,)',
          sort_order: at,
          seq,
        })),
      )
      .execute()
  })
  return ids
}

/** A device as a test writes with it: entries of one meeting, sent when the test says so. */
export class TestDevice {
  readonly id = newId()
  readonly cell: string
  readonly meetingId: string
  private seq = 0

  constructor(cell: string, period = '2026-11-01') {
    this.cell = unitId(cell)
    this.meetingId = monthlyMeetingId(this.cell, 'regular', period)
  }

  write(field: string, key: string, value: WireEntry['value'], after: string[] = []): WireEntry {
    this.seq += 1
    return {
      id: newId(),
      unitId: this.cell,
      meetingId: this.meetingId,
      field,
      key,
      value,
      after,
      deviceId: this.id,
      seq: this.seq,
      deviceAt: '2026-11-12T07:00:00+07:00',
    }
  }

  async sync(caller: Caller, entries: WireEntry[], cells: SyncRequest['cells'] = []) {
    const answer = await caller.post('/sync', { deviceId: this.id, build: 'test', cells, entries })
    return { status: answer.status, body: answer.body as unknown as SyncAnswer }
  }
}

/** A whole meeting on a day with everybody present, its record closed after what else is written. */
export function wholeMeeting(phone: TestDevice, day: string, members: readonly string[], more: WireEntry[] = []) {
  return [
    phone.write('plan', 'kind', 'regular'),
    phone.write('plan', 'period', `${day.slice(0, 7)}-01`),
    phone.write('time', 'started', `${day}T07:00:00+07:00`),
    phone.write('time', 'ended', `${day}T08:40:00+07:00`),
    phone.write('people', 'chair', members[0] ?? null),
    phone.write('people', 'secretary', members[1] ?? null),
    ...members.map((id) => phone.write('roll', id, 'present')),
    ...more,
    phone.write('state', 'record', 'closed'),
  ]
}

/** A body of the hamlet beside a cell, made as the commune makes it, and somebody who leads it, with an account. */
export async function seedBody(app: TestApp, commune: Caller, cell: string, name: string, username: string) {
  const [id, personId] = [newId(), newId()]
  const unit = { id, parentId: unitId(cell), name, kind: 'association', from: '2026-01-01' }
  const made = await commune.post('/units', unit)
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const position = { id: newId(), unitId: id, person: { id: personId, name: 'Phan Thị Mẫu' } }
  const more = { role: 'member', title: 'Chi hội trưởng', from: '2026-01-01' }
  const given = await commune.post(`/units/${id}/positions`, { ...position, ...more })
  if (given.status !== 201) throw new Error(JSON.stringify(given.body))
  await app.auth.createAccount({ username, password: TEST_PASSWORD, name: 'Phan Thị Mẫu', personId })
  return { id, leader: await app.signedIn(username) }
}

/** A score sheet of the catalogue, in force as its file says. */
export async function publishSheet(app: TestApp, name: string): Promise<void> {
  const read = readRuleSetFile(await readFile(`catalogue/rule-sets/${name}.json`, 'utf8'))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  const { value: content } = read
  await app.db
    .insertInto('rule_set')
    .values({
      id: newId(),
      code: content.code,
      revision: 1,
      purpose: content.purpose,
      status: 'published',
      title: content.title.vi,
      effective: `[${content.effectiveFrom},)`,
      content: JSON.stringify(content),
      content_hash: hashOf(content),
      published_at: '2025-11-03T02:00:00Z',
    })
    .execute()
}
