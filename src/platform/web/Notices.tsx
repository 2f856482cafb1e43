import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react'
import './Notices.css'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useMessages } from './lang.tsx'
import * as messages from './messages.ts'
import type { Problem } from './problem.ts'
import { ProblemNotice } from './ProblemNotice.tsx'
import { newId } from './newId.ts'
import { useTimeout } from './useTimeout.ts'

interface Undo {
  undo?: () => unknown
}
type Notice = { id: string } & ({ text: string; undo?: (() => unknown) | undefined } | { problem: Problem })

interface Tell {
  /** Something was done; with `undo` it can be taken back for as long as the words stay. */
  done: (text: string, options?: Undo) => void
  /** Something was refused. Stays until it is dismissed. */
  problem: (problem: Problem) => void
}

const TellContext = createContext<Tell>({ done: () => undefined, problem: () => undefined })

/** How anything says that it was done or refused: `tell.done('Đã lưu')`. */
export const useTell = (): Tell => use(TellContext)

/** The one place where what happened is said, within reach and never in the way. */
export function Notices({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([])
  const m = useMessages(messages)
  const drop = useCallback((id: string) => setNotices((now) => now.filter((notice) => notice.id !== id)), [])
  const tell = useMemo<Tell>(() => {
    const add = (notice: { text: string; undo?: (() => unknown) | undefined } | { problem: Problem }) => {
      setNotices((now) => [...now.slice(-2), { id: newId(), ...notice }])
    }
    return {
      done: (text, options) => add({ text, undo: options?.undo }),
      problem: (problem) => add({ problem }),
    }
  }, [])
  return (
    <TellContext value={tell}>
      {children}
      <section className="notices" aria-label={m.notices} aria-live="polite">
        {notices.map((notice) =>
          'problem' in notice ? (
            <div key={notice.id} className="notice">
              <ProblemNotice problem={notice.problem} />
              <Dismiss onClick={() => drop(notice.id)} />
            </div>
          ) : (
            <Done key={notice.id} text={notice.text} undo={notice.undo} onGone={() => drop(notice.id)} />
          ),
        )}
      </section>
    </TellContext>
  )
}

function Dismiss({ onClick }: { onClick: () => void }) {
  const m = useMessages(messages)
  return (
    <button type="button" className="notice-dismiss" aria-label={m.dismiss} onClick={onClick}>
      <Icon name="close" size={20} />
    </button>
  )
}

function Done({ text, undo, onGone }: { text: string; undo?: (() => unknown) | undefined; onGone: () => void }) {
  const m = useMessages(messages)
  const [held, setHeld] = useState(false)
  useTimeout(onGone, held ? null : undo ? 10_000 : 6_000)
  return (
    <div
      className="notice notice-done"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon name="check" />
      <span>{text}</span>
      {undo && (
        <Button
          small
          look="quiet"
          icon="undo"
          onClick={() => {
            undo()
            onGone()
          }}
        >
          {m.undo}
        </Button>
      )}
      <Dismiss onClick={onGone} />
    </div>
  )
}
