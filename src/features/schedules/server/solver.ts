import { Worker } from 'node:worker_threads'
import type { ScheduleProblem } from '../schedule.ts'
import { ScheduleAnswer } from '../contract.ts'

/** What is being solved in this process, by proposal. */
const working = new Map<string, Worker>()
/** Beyond its time for solving and for reasons a solver is ended, in milliseconds. */
const GRACE = 15_000

/** Solves in a thread of its own, so that the server goes on answering; null: nothing found in time, or stopped. */
export function solveApart(id: string, problem: ScheduleProblem, seconds: number): Promise<ScheduleAnswerOrNull> {
  const worker = new Worker(new URL('./solverWorker.ts', import.meta.url), { workerData: { problem, seconds } })
  working.set(id, worker)
  return new Promise<ScheduleAnswerOrNull>((resolve, reject) => {
    const limit = setTimeout(() => void worker.terminate(), seconds * 1000 + GRACE)
    worker.once('message', (answer: unknown) => resolve(ScheduleAnswer.nullable().parse(answer)))
    worker.once('error', reject)
    worker.once('exit', () => {
      clearTimeout(limit)
      working.delete(id)
      resolve(null)
    })
  })
}
type ScheduleAnswerOrNull = ReturnType<typeof ScheduleAnswer.parse> | null

/** Stops what this process is solving; elsewhere its own time ends it, and its answer finds nobody waiting. */
export function stopSolving(id: string): void {
  void working.get(id)?.terminate()
}
