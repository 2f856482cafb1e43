import type { Call } from '#platform/server/serve.ts'
import { Problem } from '#shared/problem.ts'
import { DEVICE_ROWS, type SyncAnswer, type SyncRequest, type WireEntry } from '../contract.ts'
import type { Placement } from '../placement.ts'
import { feedOf, listOwnUnplaced } from './feed.ts'
import { takeIn } from './intake.ts'

/**
 * Take in what a device captured and tell it what is new. Sent twice, nothing happens twice: entries are known by their
 * ids. Either all of it is kept or nothing is, so an answer is a promise.
 */
export async function syncRecords(call: Call, input: SyncRequest): Promise<SyncAnswer> {
  const { actor, now } = call
  if (actor.accountId === null) throw new Problem('unauthenticated')
  const placed = new Map<string, Placement>()
  for (const [unitId, entries] of byUnit(input.entries)) {
    for (const [id, placement] of await takeIn(call, unitId, entries)) placed.set(id, placement)
  }
  await noteDevice(call, input, actor.accountId)
  const cells = []
  let budget = DEVICE_ROWS
  for (const unitId of actor.cells) {
    const seen = input.cells.find((cell) => cell.unitId === unitId)
    const { feed, rows } = await feedOf(call, unitId, seen ?? { seq: 0, have: [] }, budget)
    budget -= rows
    cells.push(feed)
  }
  return {
    serverNow: now.toISOString(),
    acknowledged: [...placed].flatMap(([id, { to }]) => (to === 'record' ? [id] : [])),
    unplaced: [...placed].flatMap(([id, one]) => (one.to === 'unplaced' ? [{ id, reason: one.reason }] : [])),
    refused: [...placed].flatMap(([id, one]) => (one.to === 'refused' ? [{ id, reason: one.reason }] : [])),
    cells,
    own: await listOwnUnplaced(call),
  }
}

/** Cells in the order of their ids, so that two devices never wait for each other crosswise. */
function byUnit(entries: readonly WireEntry[]): [string, WireEntry[]][] {
  return Object.entries(Object.groupBy(entries, ({ unitId }) => unitId))
    .map(([unitId, some]): [string, WireEntry[]] => [unitId, some ?? []])
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}

async function noteDevice({ tx, actor, now }: Call, device: SyncRequest, accountId: string): Promise<void> {
  const told = { build: device.build, waiting: device.waiting, last_seen: now.toISOString() }
  await tx
    .insertInto('device')
    .values({
      id: device.deviceId,
      account_id: accountId,
      person_id: actor.personId,
      first_seen: now.toISOString(),
      ...told,
    })
    .onConflict((conflict) => conflict.columns(['id', 'account_id']).doUpdateSet(told))
    .execute()
}
