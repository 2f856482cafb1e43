/** What a phone sends of a meeting, and the same as the statements it comes to. */
import { randomUUID } from 'node:crypto'
import type { WireEntry } from '#features/meetings/contract.ts'
import type { Statement } from './capture.ts'
import { idFor } from './meetingData.ts'

/** A meeting of 25 marks as a phone sends it; `at` makes it another month of another meeting. */
export function recording(cell: number, at: number) {
  const [unitId, meetingId] = [idFor('cell', cell), randomUUID()]
  const month = `${2001 + (Math.floor(at / 12) % 18)}-${String((at % 12) + 1).padStart(2, '0')}`
  const day = `${month}-12`
  const entry = (field: string, key: string, value: WireEntry['value']): WireEntry => {
    return {
      id: randomUUID(),
      unitId,
      meetingId,
      field,
      key,
      value,
      after: [],
      deviceId: unitId,
      seq: 1,
      deviceAt: `${day}T07:00:00+07:00`,
    }
  }
  const member = (m: number) => idFor('member', cell * 64 + m)
  const entries = [
    entry('plan', 'kind', 'thematic'),
    entry('plan', 'period', `${month}-01`),
    entry('time', 'started', `${day}T07:00:00+07:00`),
    entry('time', 'ended', `${day}T08:40:00+07:00`),
    ...Array.from({ length: 25 }, (_, m) => entry('roll', member(m), m % 9 === 0 ? 'excused' : 'present')),
  ]
  return { deviceId: unitId, build: 'bench', cells: [{ unitId, seq: 1_000_000_000, have: [] }], entries }
}

type Recording = ReturnType<typeof recording>
/** The statements of one recording with the ids and days of another in their place. */
export function asRecorded(statements: readonly Statement[], from: Recording, to: Recording): unknown[][] {
  const pairs: [string, string][] = [
    ...from.entries.map((entry, at): [string, string] => [entry.id, to.entries[at]?.id ?? '']),
    ...from.entries.slice(-25).map((entry, at): [string, string] => [entry.key, to.entries.slice(-25)[at]?.key ?? '']),
    [from.entries[0]?.meetingId ?? '', to.entries[0]?.meetingId ?? ''],
    [from.deviceId, to.deviceId],
    [monthIn(from), monthIn(to)],
  ]
  const text = pairs.reduce(
    (whole, [old, next]) => whole.replaceAll(old, next),
    JSON.stringify(statements.map(({ values }) => values)),
  )
  return JSON.parse(text) as unknown[][]
}

/** `2001-01`, as the second entry says it. */
const monthIn = ({ entries }: Recording): string => JSON.stringify(entries[1]?.value).slice(1, 8)
