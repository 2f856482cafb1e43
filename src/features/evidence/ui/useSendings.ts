import { useEffect, useRef, useState } from 'react'
import { call, type OutputOf } from '#platform/web/api.ts'
import { isLost } from '#platform/web/attempt.ts'
import { useLabel } from '#platform/web/lang.tsx'
import { newId } from '#platform/web/newId.ts'
import { type Problem, toProblem } from '#platform/web/problem.ts'
import { useSignedIn } from '#platform/web/session.ts'
import { finishUpload } from '../contract.ts'
import { startRefusal } from '../evidence.ts'
import { refusals } from '../refusal.ts'
import { problemOfFile, sendFile, type SendingControl } from './sending.ts'

export type CheckedFile = OutputOf<typeof finishUpload>
type Phase = 'sending' | 'paused' | 'waiting' | 'checking' | 'received' | 'refused'

/** A file on its way, as the screen shows it. */
export interface Sending {
  id: string
  file: File
  /** Taken with the camera just now. */
  photo: boolean
  phase: Phase
  sent: number
  problem: Problem | null
  checked: CheckedFile | null
}

const CHECK_AGAIN = 5000

/** The files being sent for one cell from one place on the screen. */
export function useSendings(unitId: string) {
  const [sendings, setSendings] = useState<Sending[]>([])
  const controls = useRef(new Map<string, SendingControl>())
  const { person } = useSignedIn()
  const label = useLabel()

  useEffect(() => {
    const running = controls.current
    // Leaving the page pauses what is under way; choosing the same file again goes on with it.
    return () => running.forEach((control) => control.pause())
  }, [])

  const change = (id: string, changes: Partial<Sending>) =>
    setSendings((now) => now.map((sending) => (sending.id === id ? { ...sending, ...changes } : sending)))
  const refuse = (id: string, problem: Problem) => change(id, { phase: 'refused', problem })

  const check = async (id: string, uploadId: string): Promise<void> => {
    change(id, { phase: 'checking' })
    try {
      change(id, { phase: 'received', checked: await call(finishUpload, { uploadId }) })
    } catch (error) {
      if (!isLost(error)) return refuse(id, toProblem(error))
      change(id, { phase: 'waiting' })
      setTimeout(() => void check(id, uploadId), CHECK_AGAIN)
    }
  }

  const begin = (file: File, photo: boolean) => {
    const id = newId()
    const blank: Sending = { id, file, photo, phase: 'sending', sent: 0, problem: null, checked: null }
    setSendings((now) => [...now, blank])
    const wrong = startRefusal(file.size, 0)
    if (wrong) return refuse(id, problemOfFile(file.name, label(refusals[wrong])))
    const control = sendFile(file, unitId, person?.id ?? '', {
      onProgress: (sent) => change(id, { phase: 'sending', sent }),
      onWaiting: () => change(id, { phase: 'waiting' }),
      onRefused: (problem) => refuse(id, problem),
      onArrived: (uploadId) => void check(id, uploadId),
    })
    controls.current.set(id, control)
  }

  return {
    sendings,
    add: (files: readonly File[], photo: boolean) => files.forEach((file) => begin(file, photo)),
    pause: (id: string) => {
      controls.current.get(id)?.pause()
      change(id, { phase: 'paused' })
    },
    resume: (id: string) => {
      change(id, { phase: 'sending' })
      controls.current.get(id)?.resume()
    },
    /** Off the screen; with it the bytes, unless they have become evidence. */
    drop: (id: string, { kept }: { kept: boolean }) => {
      if (!kept) controls.current.get(id)?.cancel()
      controls.current.delete(id)
      setSendings((now) => now.filter((sending) => sending.id !== id))
    },
  }
}
export type Sendings = ReturnType<typeof useSendings>
