import { keepOwnScore } from '#features/meeting-scores/server/keep.ts'
import { keepResolution } from '#features/resolutions/server/resolve.ts'
import type { Call } from '#platform/server/serve.ts'
import { fixedAt, valuesOf } from '../record.ts'
import type { Derived } from './derive.ts'

/** What follows from a closed record: its resolution with its tasks, what it found of earlier ones, the cell's own score. */
export async function carryOut(
  call: Pick<Call, 'tx' | 'actor' | 'now' | 'today'>,
  { unitId, meetingId, record, seq }: Derived,
  heldOn: string,
): Promise<void> {
  const meeting = { unitId, meetingId, heldOn, seq }
  await keepResolution(call, {
    ...meeting,
    clauses: valuesOf(record, 'clause').map(({ key, value: { bodies = [], ...clause } }) => {
      return { ...clause, id: key, bodyIds: bodies }
    }),
    results: valuesOf(record, 'taskResult').map(({ key, value: { state, result } }) => {
      return { taskId: key, outcome: state, result }
    }),
  })
  await keepOwnScore(call, {
    ...meeting,
    verdicts: Object.fromEntries(valuesOf(record, 'score').map(({ key, value }) => [key, value])),
    scorerId: fixedAt(record, 'people', 'scorer') ?? null,
    agreedLevel: fixedAt(record, 'scoring', 'agreed')?.level ?? null,
    votes: fixedAt(record, 'scoring', 'vote') ?? null,
    weaknesses: fixedAt(record, 'scoring', 'weaknesses') ?? '',
    remedies: fixedAt(record, 'scoring', 'remedies') ?? '',
  })
}
