import { createRequire } from 'node:module'
import type { Highs } from 'highs'
import { explain, type Solved, type Unmet } from '../advice.ts'
import { checkSchedule, type ScheduleProblem } from '../schedule.ts'
import { modelOf } from '../scheduleModel.ts'

export type ScheduleAnswer = Solved & { unmet: Unmet[]; milliseconds: number }

/** Its types describe the module as CommonJS sees it, so that is how it is loaded. */
const loadHighs: () => Promise<Highs> = createRequire(import.meta.url)('highs')

/** Seconds for trying changes, all together and each. */
const REASONS = 10
const TRY = 3

/** The best schedule within so many seconds; null when none was found. What it says is counted anew by the checker. */
export async function openSolver(): Promise<(problem: ScheduleProblem, seconds: number) => Solved | null> {
  const highs = await loadHighs()
  return (problem, seconds) => {
    if (problem.meetings.length === 0) return { placements: [], missed: [], changed: 0, proved: true }
    const { text, read } = modelOf(problem)
    const options = { output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 }
    const { Columns, Status } = highs.solve(text, options)
    const placements = read((name) => {
      const column = Columns[name]
      return column && 'Primal' in column ? column.Primal : 0
    })
    const { faults, missed, changed } = checkSchedule(problem, placements)
    return faults.length > 0 ? null : { placements, missed, changed, proved: Status === 'Optimal' }
  }
}

/** The schedule, and for whatever it could not satisfy why, and what would help, tried as far as the time allows. */
export async function solveAndExplain(problem: ScheduleProblem, seconds: number): Promise<ScheduleAnswer | null> {
  const solve = await openSolver()
  const begun = performance.now()
  const solved = solve(problem, seconds)
  if (!solved) return null
  const solvedAt = performance.now()
  const milliseconds = Math.round(solvedAt - begun)
  const left = () => REASONS - (performance.now() - solvedAt) / 1000
  const attempt = (changed: ScheduleProblem) => (left() > 0 ? solve(changed, Math.min(TRY, left())) : null)
  return { ...solved, unmet: explain(problem, solved, attempt), milliseconds }
}
