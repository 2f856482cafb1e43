/** Self-identification by turns (tự nhận diện, soi rọi): one or two of a cell, two of a commune's committee each month. */

/** How many there may be in a month (article on thị trấn Giồng Trôm): of a cell one or two, of a committee two. */
export const turnsAMonth = { cell: { least: 1, most: 2 }, committee: { least: 2, most: 2 } } as const
export type TurnBody = keyof typeof turnsAMonth

export const turnStates = ['planned', 'done', 'postponed'] as const
export type TurnState = (typeof turnStates)[number]

/** Why a turn is postponed: one of these and never words of somebody's own. */
export const postponements = ['away', 'ill', 'duty', 'no_time'] as const
export type Postponement = (typeof postponements)[number]

export type Subject = { id: string; exempt: boolean }
export type PastTurn = { subjectId: string; month: string; state: TurnState }

/** The month of each subject's last turn that was done. */
export function lastDone(past: readonly PastTurn[]): Map<string, string> {
  const last = new Map<string, string>()
  for (const { subjectId, month, state } of past)
    if (state === 'done' && month > (last.get(subjectId) ?? '')) last.set(subjectId, month)
  return last
}

const timesDone = (past: readonly PastTurn[], id: string): number =>
  past.filter(({ subjectId, state }) => subjectId === id && state === 'done').length

/**
 * Whose turn it is: least recently done first, among those of one month whoever has done it less often, then in the order
 * of the list; the exempt are skipped, and so is whoever has a turn in this month already. Who was postponed has not done it, and so comes first again.
 */
export function nextTurns(
  subjects: readonly Subject[],
  past: readonly PastTurn[],
  { month, count }: { month: string; count: number },
): string[] {
  const last = lastDone(past)
  const inMonth = new Set(past.filter((turn) => turn.month === month).map(({ subjectId }) => subjectId))
  return subjects
    .filter(({ id, exempt }) => !exempt && !inMonth.has(id))
    .map(({ id }, order) => ({ id, order, done: last.get(id) ?? '', times: timesDone(past, id) }))
    .toSorted((a, b) => (a.done < b.done ? -1 : a.done > b.done ? 1 : a.times - b.times || a.order - b.order))
    .slice(0, count)
    .map(({ id }) => id)
}

/**
 * How far the body has come round: `of` those who take turns, how many have done it since the round began. A round ends
 * when everybody has had their turn.
 */
export function roundOf(subjects: readonly Subject[], past: readonly PastTurn[]): { done: number; of: number } {
  const taking = subjects.filter(({ exempt }) => !exempt)
  const rounds = Math.min(...taking.map(({ id }) => timesDone(past, id)))
  const done = taking.filter(({ id }) => timesDone(past, id) > rounds).length
  return { done, of: taking.length }
}
