/**
 * Days and hours for a district like Châu Thành (article of 25 May 2022): 117 cells, 21 communes, 21 + 117 + 6 officers,
 * 6 clusters; each commune's inspection team visits two cells. Once as assigned there, once with every officer following
 * three to five cells and a fifth of the cells always meeting at their own hour, once with more than can be satisfied.
 * Every answer is judged by the checker, which knows nothing of how it was made.
 */
import { solveAndExplain } from '#features/schedules/server/highs.ts'
import { checkSchedule, type ScheduleMeeting, type ScheduleProblem, slotsOf } from '#features/schedules/schedule.ts'

const LIMIT_SECONDS = 30
const MOST_SECONDS = 10
const [COMMUNES, CELLS, CLUSTERS] = [21, 117, 6]
const TIMES = ['07:30', '14:00', '18:30']

/** The same numbers each time: a small generator of its own. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const many = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at))
const communeOf = (cell: number): number => cell % COMMUNES
const inspected = (cell: number): string[] => (cell < 2 * COMMUNES ? [`team-${communeOf(cell)}`] : [])

type Plan = { following: (cell: number) => string[]; wish: (cell: number) => boolean; times: readonly string[] }

function district({ following, wish, times }: Plan): ScheduleProblem {
  const pick = random(42)
  const cellSlots = slotsOf({ first: '2026-03-10', last: '2026-03-15' }, times, [])
  const wider = [
    ...slotsOf({ first: '2026-03-09', last: '2026-03-09' }, times, []),
    ...slotsOf({ first: '2026-03-16', last: '2026-03-16' }, times, []),
  ]
  const committeeSlots = slotsOf({ first: '2026-03-07', last: '2026-03-09' }, TIMES.slice(0, 2), [])
  const cells = many(CELLS, (cell): ScheduleMeeting => {
    const usual = cellSlots[pick(cellSlots.length)] ?? null
    const fixed = wish(cell) && usual !== null
    return {
      id: `cell-${cell}`,
      name: `Chi bộ ${cell}`,
      minutes: 90,
      slots: fixed ? [usual] : cellSlots,
      fixed: fixed ? 'wish' : null,
      usual,
      people: [...following(cell), ...inspected(cell)],
      free: cellSlots,
      wider,
    }
  })
  const committees = many(
    COMMUNES,
    (commune): ScheduleMeeting => ({
      id: `committee-${commune}`,
      name: `Đảng ủy ${commune}`,
      minutes: 180,
      slots: committeeSlots,
      fixed: null,
      usual: committeeSlots[pick(committeeSlots.length)] ?? null,
      people: [`commune-${commune}`, `head-${commune % CLUSTERS}`],
      free: committeeSlots,
      wider: [],
    }),
  )
  const meetings = [...cells, ...committees]
  const people = [...new Set(meetings.flatMap((meeting) => meeting.people))]
  return { meetings, people: people.map((id) => ({ id, name: id, perHalfDay: 1 })), travelMinutes: 30 }
}

const assigned = random(7)
const several = many(CELLS, () => many(3 + assigned(3), () => `officer-${assigned(117)}`))
const asThere: Plan = { following: (cell) => [`officer-${cell}`], wish: () => false, times: TIMES.slice(0, 2) }
const crowded: Plan = { following: (cell) => [...new Set(several[cell])], wish: (cell) => cell % 5 === 0, times: TIMES }
const impossible: Plan = {
  ...asThere,
  following: (cell) => [cell < 20 ? 'officer-0' : `officer-${cell}`],
  wish: (cell) => cell < 3,
}

async function measure(name: string, plan: Plan, satisfiable: boolean): Promise<boolean> {
  const problem = district(plan)
  const begun = performance.now()
  const answer = await solveAndExplain(problem, LIMIT_SECONDS)
  const seconds = (performance.now() - begun) / 1000
  if (!answer) {
    console.info(`${name}: nothing found in ${LIMIT_SECONDS} s`)
    return false
  }
  const { faults, missed } = checkSchedule(problem, answer.placements)
  const { unmet, proved, changed, milliseconds } = answer
  const told = unmet.map(({ personId, cause, changes }) => `${personId}: ${cause.code}, ${changes.length} changes help`)
  console.info(
    `${name}: ${problem.meetings.length} meetings, ${problem.people.length} people, solved in ${(milliseconds / 1000).toFixed(1)} s${proved ? ', proved best' : ''}; ` +
      `${missed.length} missed, ${changed} away from the usual; with reasons ${seconds.toFixed(1)} s${told.length > 0 ? ` (${told.join('; ')})` : ''}`,
  )
  return faults.length === 0 && satisfiable === (missed.length === 0) && milliseconds / 1000 <= MOST_SECONDS
}

export async function run(): Promise<boolean> {
  const results = [
    await measure('as assigned in Châu Thành', asThere, true),
    await measure('three to five officers a cell, a fifth fixed', crowded, false),
    await measure('one officer with twenty cells', impossible, false),
  ]
  return results.every(Boolean)
}
