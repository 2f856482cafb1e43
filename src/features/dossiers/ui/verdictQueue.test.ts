import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Problem } from '#platform/web/problem.ts'
import { type GivenVerdict, makeVerdictQueue, needsTelling } from './verdictQueue.ts'

const KEY = 'vung-manh.verdicts:person:dossier:self'
const passed = { kind: 'passed', passed: true } as const
const failed = { kind: 'passed', passed: false } as const

/** A device and a server: what is stored, what has arrived, and what the network does to each attempt. */
function surroundings(network: ('ok' | 'lost' | 'lost after arriving' | Problem)[] = []) {
  const kept = new Map<string, string>()
  const arrived = new Map<string, GivenVerdict>()
  const planned: (() => void)[] = []
  const send = async (verdicts: GivenVerdict[]): Promise<void> => {
    const fate = network.shift() ?? 'ok'
    if (fate instanceof Problem) throw fate
    const fresh = fate === 'lost' ? [] : verdicts.filter(({ id }) => !arrived.has(id))
    for (const one of fresh) arrived.set(one.id, one)
    if (fate !== 'ok') throw new Problem({ code: 'offline', status: 0, title: '' })
  }
  const open = () =>
    makeVerdictQueue(KEY, {
      store: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, text) => void kept.set(key, text),
        removeItem: (key) => void kept.delete(key),
      },
      send,
      later: (run) => {
        planned.push(run)
        return () => undefined
      },
      onSaved: () => Promise.resolve(),
    })
  return { kept, arrived, planned, open }
}

describe('verdicts on their way', () => {
  it('are kept on the device until the server has them, and no longer', async () => {
    const { kept, arrived, planned, open } = surroundings(['lost'])
    const queue = open()
    queue.give('1', passed, 'đủ hồ sơ')
    await queue.flush()
    expect(kept.has(KEY)).toBe(true)
    expect(queue.read().unsent['1']?.state).toBe('waiting')
    await queue.flush()
    expect(kept.has(KEY)).toBe(false)
    expect([...arrived.values()]).toMatchObject([{ itemCode: '1', verdict: passed, note: 'đủ hồ sơ' }])
    expect(queue.read().saved['1']?.verdict).toEqual(passed)
    for (const run of planned) run()
    await Promise.resolve()
    expect(queue.read().saved['1']).toBeUndefined()
  })

  it('are no news while the network takes them, and are told once it did not', async () => {
    const { open } = surroundings(['ok', 'lost'])
    const queue = open()
    queue.give('1', passed, '')
    const told = () => needsTelling(queue.read().unsent['1'] ?? null)
    expect(told()).toBe(false)
    await queue.flush()
    queue.give('1', failed, '')
    expect(told()).toBe(false)
    await queue.flush()
    expect(told()).toBe(true)
    queue.give('1', passed, '')
    expect(told()).toBe(true)
    await queue.flush()
    expect(told()).toBe(false)
  })

  it('survive a reload of the page', async () => {
    const { arrived, open } = surroundings(['lost'])
    const before = open()
    before.give('1', passed, '')
    await before.flush()
    const after = open()
    expect(after.read().unsent['1']?.verdict).toEqual(passed)
    await after.flush()
    expect(arrived.size).toBe(1)
  })

  it('whose answer was lost are sent again under the same id', async () => {
    const { arrived, open } = surroundings(['lost after arriving'])
    const queue = open()
    queue.give('1', passed, '')
    await queue.flush()
    await queue.flush()
    expect(arrived.size).toBe(1)
  })

  it('given anew while the first is on its way are not taken for it', async () => {
    const { arrived, open } = surroundings()
    const queue = open()
    queue.give('1', passed, '')
    const first = queue.flush()
    queue.give('1', failed, '')
    await first
    expect(queue.read().unsent['1']?.verdict).toEqual(failed)
    await queue.flush()
    expect([...arrived.values()].map(({ verdict }) => verdict)).toEqual([passed, failed])
  })

  it('that the server refuses say why, and hold no other back', async () => {
    const refusal = new Problem({
      code: 'invalid',
      status: 422,
      title: 'Chưa ghi được',
      detail: 'Số điểm vượt quá tối đa.',
      errors: [{ pointer: '/verdicts/1', detail: 'above_maximum' }],
    })
    const { arrived, open } = surroundings([refusal])
    const queue = open()
    queue.give('1', passed, '')
    queue.give('2', { kind: 'points', points: 200 }, '')
    await queue.flush()
    expect(queue.read().unsent['2']).toMatchObject({ state: 'refused', problem: 'Số điểm vượt quá tối đa.' })
    await queue.flush()
    expect([...arrived.values()].map(({ itemCode }) => itemCode)).toEqual(['1'])
    queue.discard('2')
    expect(queue.read().unsent['2']).toBeUndefined()
  })

  it('that cannot be read on the device are left out', () => {
    const { kept, open } = surroundings()
    kept.set(KEY, '[{"id":1},{"itemCode":"1"}')
    expect(open().read().unsent).toEqual({})
  })

  it('reach the server whatever the network does, the last word on each item last', async () => {
    const fates = fc.array(fc.constantFrom('ok' as const, 'lost' as const, 'lost after arriving' as const), {
      maxLength: 8,
    })
    const words = fc.array(
      fc.record({ code: fc.constantFrom('1', '2', '3'), passes: fc.boolean(), reload: fc.boolean() }),
      {
        minLength: 1,
        maxLength: 8,
      },
    )
    await fc.assert(
      fc.asyncProperty(fates, words, async (network, given) => {
        const rounds = network.length + given.length + 1
        const { arrived, kept, open } = surroundings([...network])
        let queue = open()
        for (const { code, passes, reload } of given) {
          queue.give(code, { kind: 'passed', passed: passes }, '')
          await queue.flush()
          if (reload) queue = open()
        }
        for (let round = 0; round < rounds; round += 1) await queue.flush()
        expect(kept.has(KEY)).toBe(false)
        for (const code of new Set(given.map((one) => one.code))) {
          const said = given.findLast((one) => one.code === code)
          const heard = [...arrived.values()].findLast((one) => one.itemCode === code)
          expect(heard?.verdict).toEqual({ kind: 'passed', passed: said?.passes })
        }
      }),
    )
  })
})
