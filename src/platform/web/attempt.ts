import { newId } from './newId.ts'
import { Problem } from './problem.ts'

/** What never got an answer may have been done all the same: asked again, it must carry the same key. */
export const isLost = (error: unknown): boolean =>
  error instanceof Problem && (error.code === 'offline' || error.status >= 502 || error.status === 429)

/**
 * One key per deed: the same input pressed again after an answer was lost keeps its key, so the server does it once; an
 * answered deed, even a refused one, starts afresh.
 */
export function makeAttempts() {
  let open: { text: string; key: string } | null = null
  let running: string | null = null
  const keyFor = (input: unknown): string => {
    const text = JSON.stringify(input)
    if (open?.text !== text) open = { text, key: newId() }
    return open.key
  }
  return {
    keyFor,
    /** The key of a deed about to be sent; `null` while the very same one is on its way: a double click is one click. */
    begin(input: unknown): string | null {
      const key = keyFor(input)
      if (running === key) return null
      running = key
      return key
    },
    settled(error: unknown): void {
      running = null
      if (!isLost(error)) open = null
    },
  }
}
