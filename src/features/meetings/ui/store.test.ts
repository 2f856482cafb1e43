import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { SyncAnswer } from '../contract.ts'
import { recordOn } from '../device.ts'
import { foldRecord } from '../record.ts'
import { keepAnswer, openStore, readRequest, rightNow, type Store, writeEntries } from './store.ts'

const line = { unitId: 'cell', meetingId: 'meeting', field: 'roll', key: 'a', value: 'present' as const }
let person = 0
const freshStore = (): Store => {
  person += 1
  return openStore(`person-${person}`)
}
const answerTo = (ids: string[], over: Partial<SyncAnswer> = {}): SyncAnswer => ({
  serverNow: new Date().toISOString(),
  acknowledged: ids,
  unplaced: [],
  refused: [],
  cells: [],
  own: [],
  ...over,
})

describe('the store of a device', () => {
  it('has after a restart what was written before it, in its order, and sends it', async () => {
    const store = freshStore()
    await writeEntries(store, foldRecord([]), [line, { ...line, key: 'b' }])
    store.close()
    const again = openStore(`person-${person}`)
    const request = await readRequest(again, 'next version', 500)
    expect(request.entries.map(({ key, seq }) => [key, seq])).toEqual([
      ['a', 1],
      ['b', 2],
    ])
    await keepAnswer(again, answerTo(request.entries.map(({ id }) => id)), Date.now())
    expect((await readRequest(again, 'next version', 500)).entries).toEqual([])
  })

  it('keeps all lines of a deed or none, and says so, when the disk is full', async () => {
    const store = freshStore()
    await writeEntries(store, foldRecord([]), [line])
    store.entries.hook('creating', (_key, entry) => {
      if (entry.key === 'c') throw new DOMException('full', 'QuotaExceededError')
    })
    const lines = [
      { ...line, key: 'b' },
      { ...line, key: 'c' },
    ]
    await expect(writeEntries(store, foldRecord([]), lines)).rejects.toThrow()
    expect((await store.entries.toArray()).map(({ key }) => key)).toEqual(['a'])
    await writeEntries(store, foldRecord([]), [{ ...line, key: 'd' }])
    expect((await store.entries.toArray()).map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual([1, 2])
  })

  it('makes no conflict of two quick presses of one hand', async () => {
    const store = freshStore()
    const shown = foldRecord([])
    await writeEntries(store, shown, [line])
    await writeEntries(store, shown, [{ ...line, value: 'absent' }])
    const place = recordOn(await store.entries.toArray()).get('roll/a')
    expect(place).toMatchObject({ agreed: true, heads: [{ value: 'absent' }] })
  })

  it('shows the time by the server’s clock once it has heard it', async () => {
    const store = freshStore()
    const serverNow = new Date(Date.now() - 48 * 3_600_000).toISOString()
    await keepAnswer(store, answerTo([], { serverNow }), Date.now())
    expect(Math.abs((await rightNow(store)).getTime() - Date.parse(serverNow))).toBeLessThan(2000)
  })
})
