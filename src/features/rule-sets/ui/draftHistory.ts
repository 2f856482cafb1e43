import { useEffect, useState } from 'react'
import type { RuleSetView } from '../contract.ts'
import type { RuleSetContent } from '../ruleSet.ts'

type Saved = { version: number; content: RuleSetContent }
interface Steps {
  past: readonly RuleSetContent[]
  now: RuleSetContent
  future: readonly RuleSetContent[]
  /** What the last change was about; the next change of the same thing is the same step. */
  key: string | null
}

const DEEPEST = 200
const begin = (now: RuleSetContent): Steps => ({ past: [], now, future: [], key: null })
const same = (one: RuleSetContent, other: RuleSetContent) => JSON.stringify(one) === JSON.stringify(other)

/** What somebody wrote and left without saving, kept for as long as the browser's tab lives. */
function kept(place: string): RuleSetContent | null {
  const text = sessionStorage.getItem(place)
  if (text === null) return null
  const content: RuleSetContent = JSON.parse(text)
  return content
}

/**
 * A draft being changed: every step can be taken back, one stretch of typing in one field is one step, and leaving the
 * page loses nothing. `version` is the one the changes began from, so that a save over somebody else's is refused.
 */
export function useDraft(set: RuleSetView) {
  const [base, setBase] = useState<Saved>({ version: set.version, content: set.content })
  const place = `vung-manh:rule-set:${set.id}:${base.version}`
  const [steps, setSteps] = useState<Steps>(() => {
    const left = kept(place)
    return left ? { ...begin(left), past: [set.content] } : begin(set.content)
  })
  const dirty = !same(steps.now, base.content)
  if (set.version > base.version && !dirty) {
    setBase({ version: set.version, content: set.content })
    if (!same(steps.now, set.content)) setSteps(begin(set.content))
  }
  useEffect(() => {
    if (dirty) sessionStorage.setItem(place, JSON.stringify(steps.now))
    else sessionStorage.removeItem(place)
  }, [dirty, place, steps.now])
  return {
    content: steps.now,
    version: base.version,
    dirty,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    change: (now: RuleSetContent, key: string | null = null) =>
      setSteps((before) =>
        key !== null && key === before.key
          ? { ...before, now, future: [] }
          : { past: [...before.past.slice(-DEEPEST), before.now], now, future: [], key },
      ),
    undo: () =>
      setSteps(({ past, now, future, ...rest }) => {
        const before = past.at(-1)
        return before
          ? { past: past.slice(0, -1), now: before, future: [now, ...future], key: null }
          : { past, now, future, ...rest }
      }),
    redo: () =>
      setSteps(({ past, now, future, ...rest }) => {
        const [after, ...later] = future
        return after ? { past: [...past, now], now: after, future: later, key: null } : { past, now, future, ...rest }
      }),
    /** The server has what is on screen. */
    saved: ({ version, content }: RuleSetView) => {
      sessionStorage.removeItem(place)
      setBase({ version, content })
    },
  }
}
