import type { DetailedError, Upload } from 'tus-js-client'
import { Problem, problemOf, toProblem } from '#platform/web/problem.ts'

/** A megabyte or two a request: proxies that hold requests back then hold back no more than that. */
const CHUNK = 2 * 1024 * 1024
const QUICK_RETRIES = [500, 1500, 3000, 6000, 10_000]
/** Once the quick retries are spent: as soon as the network is back, and every so often, since not every loss is told. */
const SLOW_RETRY = 15_000

export interface SendingEvents {
  onProgress: (sent: number) => void
  /** The network is gone; sending goes on by itself. */
  onWaiting: () => void
  onRefused: (problem: Problem) => void
  onArrived: (uploadId: string) => void
}

export interface SendingControl {
  pause: () => void
  resume: () => void
  /** Stops and takes back what was sent. */
  cancel: () => void
}

/** Refused by us for good, as against a lost network, a busy server, or an offset that has to be asked again. */
const isFinal = (status: number): boolean => status >= 400 && status < 500 && ![409, 423, 429].includes(status)

async function problemIn(error: Error | DetailedError): Promise<Problem | null> {
  if (!('originalResponse' in error)) return toProblem(error)
  const answer = error.originalResponse
  if (!answer || !isFinal(answer.getStatus())) return null
  const type = answer.getHeader('content-type') ?? ''
  return problemOf(new Response(answer.getBody(), { status: answer.getStatus(), headers: { 'content-type': type } }))
}

/** Sends a file so that a lost network, a closed page or a dead battery costs only the time: the same file goes on where it was. */
export function sendFile(file: File, unitId: string, personId: string, events: SendingEvents): SendingControl {
  let upload: Upload | null = null
  let stopped = false
  let paused = false
  /** Nothing is being sent and nothing is about to be: only then may sending be started, or it would run twice. */
  let idle = true
  let timer: ReturnType<typeof setTimeout> | undefined

  const goOn = () => {
    clearTimeout(timer)
    if (stopped || paused || !idle || !upload) return
    idle = false
    upload.start()
  }
  const onError = async (error: Error | DetailedError) => {
    const problem = await problemIn(error)
    idle = true
    if (stopped || paused) return
    if (problem) {
      stop()
      events.onRefused(problem)
      return
    }
    events.onWaiting()
    clearTimeout(timer)
    timer = setTimeout(goOn, SLOW_RETRY)
  }
  const stop = () => {
    stopped = true
    clearTimeout(timer)
    removeEventListener('online', goOn)
  }

  addEventListener('online', goOn)
  const begin = async () => {
    const tus = await import('tus-js-client')
    upload = new tus.Upload(file, {
      endpoint: `${location.origin}/api/v1/uploads`,
      chunkSize: CHUNK,
      retryDelays: QUICK_RETRIES,
      metadata: { fileName: file.name, unitId },
      // What one person began for one cell is nobody else's to go on with, also on a phone that is shared.
      fingerprint: async () => ['vung-manh', personId, unitId, file.name, file.size, file.lastModified].join('|'),
      removeFingerprintOnSuccess: true,
      onShouldRetry: (error) => {
        const again = !isFinal(error.originalResponse?.getStatus() ?? 0)
        if (again) events.onWaiting()
        return again
      },
      onProgress: (sent) => events.onProgress(sent),
      onError: (error) => void onError(error),
      onSuccess: () => {
        stop()
        events.onArrived(upload?.url?.split('/').at(-1) ?? '')
      },
    })
    const [previous] = await upload.findPreviousUploads()
    if (previous) upload.resumeFromPreviousUpload(previous)
    goOn()
  }
  begin().catch((error: unknown) => {
    stop()
    events.onRefused(toProblem(error))
  })

  return {
    pause: () => {
      paused = true
      idle = true
      clearTimeout(timer)
      void upload?.abort()
    },
    resume: () => {
      paused = false
      goOn()
    },
    cancel: () => {
      stop()
      // Bytes that cannot be taken back now are swept away when the upload expires.
      upload?.abort(true).catch(() => undefined)
    },
  }
}

/** What is plainly wrong with a file is said before anything is sent. */
export const problemOfFile = (title: string, detail: string): Problem =>
  new Problem({ code: 'invalid', status: 422, title, detail })
