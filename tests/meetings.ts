import { monthlyMeetingId } from '#shared/meetingId.ts'
import { newId } from '#platform/server/id.ts'
import type { SyncAnswer, WireEntry } from '#features/meetings/contract.ts'
import { nextInCell } from '#features/members/server/cellLog.ts'
import type { Caller, TestApp } from './database.ts'
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

  async sync(caller: Caller, entries: WireEntry[], cells: { unitId: string; seq: number; have: string[] }[] = []) {
    const answer = await caller.post('/sync', { deviceId: this.id, build: 'test', cells, entries })
    return { status: answer.status, body: answer.body as unknown as SyncAnswer }
  }
}
