import { parentPort, workerData } from 'node:worker_threads'
import type { ScheduleProblem } from '../schedule.ts'
import { solveAndExplain } from './highs.ts'

export type Work = { problem: ScheduleProblem; seconds: number }

const { problem, seconds } = workerData as Work
parentPort?.postMessage(await solveAndExplain(problem, seconds))
