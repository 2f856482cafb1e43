import type { Verdict } from '#features/rule-sets/evaluation.ts'
import { isLost } from '#platform/web/attempt.ts'
import { newId } from '#platform/web/newId.ts'
import { toProblem } from '#platform/web/problem.ts'

/** Verdicts given on this device and not yet acknowledged: kept through a reload, sent again until the server has them. */

export type GivenVerdict = { id: string; itemCode: string; verdict: Verdict; note: string }
/**
 * `refused`: the server will not have it as it is; the words say why. `heldUp`: the network did not take it yet. One that
 * is merely on its way is no news, and a line about it would move the page under the finger.
 */
export type Unsent = GivenVerdict & { state: 'waiting' | 'sending' | 'refused'; heldUp: boolean; problem: string }
export type QueueState = {
  unsent: Readonly<Record<string, Unsent | undefined>>
  /** Just acknowledged, by item: the screen shows them until the server’s own answer has them. */
  saved: Readonly<Record<string, GivenVerdict | undefined>>
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
type Surroundings = {
  store: Store
  send: (verdicts: GivenVerdict[]) => Promise<unknown>
  /** Runs something after so many milliseconds. */
  later: (run: () => void, ms: number) => () => void
  /** Asks for the server’s answer anew; settled once it is there. */
  onSaved: () => Promise<unknown>
}

/** Typing a note or a figure is one word, not one for each letter. */
const PAUSE = 700
/** How long it stays said that a verdict is saved. */
const MOMENT = 4_000
const RETRIES = [3_000, 6_000, 12_000, 30_000]

export type VerdictQueue = ReturnType<typeof makeVerdictQueue>

export function makeVerdictQueue(key: string, { store, send, later, onSaved }: Surroundings) {
  let state: QueueState = { unsent: read(store, key), saved: {} }
  let sending = false
  let failures = 0
  let cancel = () => undefined as void
  const listeners = new Set<() => void>()

  const change = (next: QueueState) => {
    state = next
    const left = present(state.unsent)
    if (left.length === 0) store.removeItem(key)
    else
      store.setItem(
        key,
        JSON.stringify(left.map(({ id, itemCode, verdict, note }) => ({ id, itemCode, verdict, note }))),
      )
    for (const listener of listeners) listener()
  }
  const mark = (given: readonly GivenVerdict[], how: Unsent['state'], problem = '') => {
    const unsent = { ...state.unsent }
    for (const { id, itemCode } of given) {
      const now = unsent[itemCode]
      if (now?.id === id) unsent[itemCode] = { ...now, state: how, problem }
    }
    change({ ...state, unsent })
  }
  const holdUp = (given: readonly GivenVerdict[]) => {
    const codes = new Set(given.map(({ itemCode }) => itemCode))
    const entries = present(state.unsent).map((one) => [
      one.itemCode,
      { ...one, heldUp: one.heldUp || codes.has(one.itemCode) },
    ])
    change({ ...state, unsent: Object.fromEntries(entries) })
  }
  const plan = (ms: number) => {
    cancel()
    cancel = later(() => void flush(), ms)
  }

  async function flush(): Promise<void> {
    const batch = present(state.unsent).filter((one) => one.state !== 'refused')
    if (sending || batch.length === 0) return
    cancel()
    sending = true
    mark(batch, 'sending')
    try {
      await send(batch.map(({ id, itemCode, verdict, note }) => ({ id, itemCode, verdict, note })))
      failures = 0
      acknowledge(batch)
    } catch (error) {
      settle(batch, error)
    } finally {
      sending = false
    }
    if (present(state.unsent).some((one) => one.state === 'waiting')) plan(failures > 0 ? waitFor(failures) : PAUSE)
  }

  function acknowledge(batch: readonly Unsent[]): void {
    const unsent = { ...state.unsent }
    const saved = { ...state.saved }
    for (const given of batch) {
      if (unsent[given.itemCode]?.id === given.id) delete unsent[given.itemCode]
      saved[given.itemCode] = given
    }
    change({ unsent, saved })
    void onSaved().then(() => later(() => forget(batch), MOMENT))
  }

  /** From here on the server’s word counts, which somebody else may have changed since. */
  function forget(batch: readonly Unsent[]): void {
    const saved = { ...state.saved }
    for (const { id, itemCode } of batch) if (saved[itemCode]?.id === id) delete saved[itemCode]
    change({ ...state, saved })
  }

  /** What the network lost waits; of a refused batch only the verdicts that were named are refused, the rest goes again. */
  function settle(batch: readonly Unsent[], error: unknown): void {
    if (isLost(error)) {
      failures += 1
      mark(batch, 'waiting')
      holdUp(batch)
      return
    }
    const problem = toProblem(error)
    const named = batch.filter((_one, index) => problem.errors.some(({ pointer }) => isAt(pointer, index)))
    const refused = named.length > 0 ? named : batch
    mark(batch, 'waiting')
    mark(refused, 'refused', problem.detail ?? problem.title)
  }

  return {
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    read: () => state,
    /** One's word on an item. Always under its own id: an earlier one may have arrived though its answer was lost. */
    give(itemCode: string, verdict: Verdict, note: string): void {
      const given: Unsent = {
        id: newId(),
        itemCode,
        verdict,
        note,
        state: 'waiting',
        heldUp: failures > 0,
        problem: '',
      }
      change({ ...state, unsent: { ...state.unsent, [itemCode]: given } })
      plan(PAUSE)
    },
    /** Again with what was refused; the others are on their way by themselves. */
    retry(itemCode: string): void {
      const now = state.unsent[itemCode]
      if (now) mark([now], 'waiting')
      plan(0)
    },
    discard(itemCode: string): void {
      const { [itemCode]: _gone, ...unsent } = state.unsent
      change({ ...state, unsent })
    },
    flush,
  }
}

/** Whether the person should know that it is not with the server. */
export const needsTelling = (unsent: Unsent | null): unsent is Unsent =>
  unsent !== null && (unsent.heldUp || unsent.state === 'refused')

const present = (unsent: QueueState['unsent']): Unsent[] => Object.values(unsent).flatMap((one) => (one ? [one] : []))
const waitFor = (failures: number): number => RETRIES[Math.min(failures, RETRIES.length) - 1] ?? PAUSE
const isAt = (pointer: string, index: number): boolean => pointer.split('/')[2] === String(index)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function isVerdict(value: unknown): value is Verdict {
  if (!isRecord(value)) return false
  const { kind, passed, points, option, figure } = value
  if (kind === 'passed') return typeof passed === 'boolean'
  if (kind === 'points') return typeof points === 'number'
  if (kind === 'choice') return typeof option === 'string'
  return kind === 'not_applicable' || (kind === 'figure' && typeof figure === 'number')
}

function isGiven(value: unknown): value is GivenVerdict {
  if (!isRecord(value)) return false
  const { id, itemCode, note, verdict } = value
  return typeof id === 'string' && typeof itemCode === 'string' && typeof note === 'string' && isVerdict(verdict)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** What an earlier visit left; anything unreadable is no verdict. */
function read(store: Store, key: string): QueueState['unsent'] {
  const list = parsed(store.getItem(key) ?? '[]')
  const given = Array.isArray(list) ? list.filter(isGiven) : []
  return Object.fromEntries(
    given.map((one) => [one.itemCode, { ...one, state: 'waiting', heldUp: false, problem: '' }]),
  )
}
