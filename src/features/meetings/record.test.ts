import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthlyMeetingId } from '#shared/meetingId.ts'
import { readValue } from './place.ts'
import {
  attendanceOf,
  closingObstacles,
  conflictsOf,
  type Entry,
  foldRecord,
  headsAt,
  isClosed,
  minutesBetween,
  sameValue,
  summaryOf,
  totalsOf,
  valueAt,
  valuesOf,
  withEntry,
} from './record.ts'

const MEMBER = '0190a000-0000-7000-8000-000000000001'
const OTHER = '0190a000-0000-7000-8000-000000000002'
const entry = (id: string, value: unknown, after: string[] = [], key = MEMBER, field = 'roll'): Entry => ({
  id,
  field,
  key,
  value,
  after,
})

describe('a place of the record', () => {
  it('says what its only entry says', () => {
    expect(valueAt(foldRecord([entry('a', 'present')]), 'roll', MEMBER)).toBe('present')
  })

  it('says what somebody entered who had seen the earlier entry', () => {
    expect(valueAt(foldRecord([entry('b', 'absent', ['a']), entry('a', 'present')]), 'roll', MEMBER)).toBe('absent')
  })

  it('is in conflict when two people entered different things unseen, and keeps both', () => {
    const record = foldRecord([entry('a', 'present'), entry('b', 'absent')])
    expect(valueAt(record, 'roll', MEMBER)).toBeUndefined()
    expect(conflictsOf(record).map(({ heads }) => heads.map(({ value }) => value))).toEqual([['present', 'absent']])
  })

  it('is in no conflict when both entered the same', () => {
    const record = foldRecord([entry('a', { on: '2026-11-12', link: '' }), entry('b', { link: '', on: '2026-11-12' })])
    expect(conflictsOf(record)).toEqual([])
  })

  it('is settled by a choice made with all of them in view', () => {
    const disputed = [entry('a', 'present'), entry('b', 'absent')]
    expect(headsAt(foldRecord(disputed), 'roll', MEMBER)).toEqual(['a', 'b'])
    const record = foldRecord([...disputed, entry('c', 'absent', ['a', 'b'])])
    expect(valuesOf(record, 'roll')).toEqual([{ key: MEMBER, value: 'absent' }])
    expect(valueAt(record, 'roll', MEMBER)).toBe('absent')
  })

  it('shows everything when entries name each other in a circle', () => {
    const record = foldRecord([entry('a', 'present', ['b']), entry('b', 'absent', ['a'])])
    expect(conflictsOf(record)).toHaveLength(1)
  })
})

const entries = fc
  .array(
    fc.record({
      value: fc.constantFrom('present', 'excused', 'absent'),
      seen: fc.nat(),
      key: fc.constantFrom(MEMBER, OTHER),
    }),
    {
      maxLength: 12,
    },
  )
  .map((made) =>
    made.map(({ value, seen, key }, at): Entry => {
      const earlier = made.slice(0, at).flatMap((one, i) => (one.key === key ? [`e${i}`] : []))
      return entry(
        `e${at}`,
        value,
        earlier.filter((_, i) => (seen >> i) % 2 === 1),
        key,
      )
    }),
  )

describe('the record', () => {
  it('says the same in whatever order its entries came, however often, one by one or at once', () => {
    fc.assert(
      fc.property(
        entries.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 })),
        ),
        ([list, shuffled]) => {
          const said = (record: ReturnType<typeof foldRecord>) =>
            [...record.values()]
              .map(({ key, heads, agreed }) => ({ key, agreed, heads: heads.map(({ id }) => id) }))
              .toSorted((a, b) => (a.key < b.key ? -1 : 1))
          const oneByOne = shuffled.reduce((record, next) => withEntry(record, next), foldRecord<Entry>([]))
          expect(said(foldRecord(shuffled))).toEqual(said(foldRecord(list)))
          expect(said(oneByOne)).toEqual(said(foldRecord(list)))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('loses no entry: each stands, or somebody who saw it stands in its stead', () => {
    fc.assert(
      fc.property(entries, (list) => {
        const named = new Set(list.flatMap(({ after }) => after))
        const standing = new Set([...foldRecord(list).values()].flatMap(({ heads }) => heads.map(({ id }) => id)))
        expect(list.filter(({ id }) => !standing.has(id) && !named.has(id))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('counts two values as the same whatever the order of their parts', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => sameValue(value, structuredClone(value))))
    expect(sameValue({ a: 1, b: [1, 2] }, { b: [2, 1], a: 1 })).toBe(false)
  })
})

describe('the roll', () => {
  const listed = [
    { id: MEMBER, exempt: false },
    { id: OTHER, exempt: true },
  ]

  it('holds everybody on the list; who is exempt that day counts as exempt without a mark', () => {
    const roll = attendanceOf(foldRecord([]), listed)
    expect(totalsOf(roll)).toMatchObject({ members: 2, invited: 1, exempt: 1, unmarked: 1, present: 0 })
  })

  it('counts an exempt member who came as present and called', () => {
    const roll = attendanceOf(foldRecord([entry('a', 'present', [], OTHER)]), listed)
    expect(totalsOf(roll)).toMatchObject({ invited: 2, exempt: 0, present: 1 })
  })

  it('counts a mark in conflict as not marked', () => {
    const roll = attendanceOf(foldRecord([entry('a', 'present'), entry('b', 'absent')]), listed)
    expect(totalsOf(roll)).toMatchObject({ present: 0, absent: 0, unmarked: 1 })
  })
})

describe('closing', () => {
  const said = (field: string, key: string, value: unknown) => entry(`${field}/${key}`, value, [], key, field)
  const whole = [
    said('time', 'started', '2026-11-12T07:00:00+07:00'),
    said('time', 'ended', '2026-11-12T08:35:00+07:00'),
    said('people', 'chair', MEMBER),
    said('people', 'secretary', OTHER),
    said('roll', MEMBER, 'present'),
  ]
  const listed = [{ id: MEMBER, exempt: false }]
  const obstacles = (list: Entry[]) => closingObstacles(foldRecord(list), attendanceOf(foldRecord(list), listed))

  it('has nothing in its way when the times, the chair, the secretary and the whole roll are there', () => {
    expect(obstacles(whole)).toEqual([])
    expect(summaryOf(foldRecord(whole))).toMatchObject({ heldOn: '2026-11-12', minutes: 95, state: 'open' })
  })

  it('names what is missing', () => {
    expect(obstacles([]).map(({ code }) => code)).toEqual([
      'not_started',
      'not_ended',
      'no_chair',
      'no_secretary',
      'unmarked',
    ])
    expect(
      obstacles([...whole, said('roll', OTHER, 'absent'), { ...said('roll', OTHER, 'present'), id: 'x' }]),
    ).toEqual([{ code: 'conflicts', count: 1 }])
    expect(minutesBetween('2026-11-12T08:00:00+07:00', '2026-11-12T07:00:00+07:00')).toBeNull()
  })

  it('finds nothing but the conflict where two phones filled in the same place differently', () => {
    const twice = whole.map((one) => ({
      ...one,
      id: `${one.id}-too`,
      value: one.field === 'people' ? OTHER : one.value,
    }))
    expect(obstacles([...whole, ...twice]).map(({ code }) => code)).toEqual(['conflicts'])
    const marks = ['present', 'absent'].map((value) => ({ ...said('roll', MEMBER, value), id: value }))
    expect(obstacles([...whole.filter(({ field }) => field !== 'roll'), ...marks]).map(({ code }) => code)).toEqual([
      'conflicts',
    ])
  })

  it('takes effect when nothing is in conflict any more', () => {
    const closing = [...whole, said('state', 'record', 'closed')]
    const disputed = [...closing, { ...said('roll', MEMBER, 'absent'), id: 'x' }]
    expect(isClosed(foldRecord(closing))).toBe(true)
    expect(isClosed(foldRecord(disputed))).toBe(false)
    expect(isClosed(foldRecord([...disputed, entry('y', 'present', ['x', `roll/${MEMBER}`])]))).toBe(true)
  })
})

describe('what may stand at a place', () => {
  it('is read strictly: unknown places and strange values are told apart', () => {
    expect(readValue('roll', MEMBER, 'present')).toEqual({ ok: true, value: 'present' })
    expect(readValue('roll', MEMBER, 'late')).toEqual({ ok: false, refusal: 'value_refused' })
    expect(readValue('roll', 'somebody', 'present')).toEqual({ ok: false, refusal: 'unknown_place' })
    expect(readValue('opinion', MEMBER, 'x')).toEqual({ ok: false, refusal: 'unknown_place' })
    expect(readValue('time', 'toString', 'x')).toEqual({ ok: false, refusal: 'unknown_place' })
    expect(readValue('people', 'chair', null)).toEqual({ ok: true, value: null })
    expect(
      readValue('vote', MEMBER, { subject: 'Thông qua nghị quyết', for: 20, against: 0, abstained: 1, who: 'x' }),
    ).toEqual({
      ok: true,
      value: { subject: 'Thông qua nghị quyết', for: 20, against: 0, abstained: 1 },
    })
  })

  it('reads what it has read once more the same way', () => {
    const value = { phase: 'opening', text: '  Điểm  danh ', order: 3, done: false }
    const first = readValue('agenda', 'opening.roll', value)
    expect(first.ok && readValue('agenda', 'opening.roll', first.value)).toEqual(first)
  })
})

describe('the meeting of a month', () => {
  it('has one id on every device, also when it is combined with a theme, and another for every month and kind', () => {
    const cell = '0190a000-1234-7abc-9def-000000000009'
    expect(monthlyMeetingId(cell, 'combined', '2026-11-01')).toBe(monthlyMeetingId(cell, 'regular', '2026-11-01'))
    expect(monthlyMeetingId(cell, 'regular', '2026-11-01')).toBe('0190a000-1234-8abc-9def-202611100000')
    const ids = ['2026-11-01', '2026-12-01'].flatMap((period) =>
      (['regular', 'thematic', 'committee', 'group'] as const).map((kind) => monthlyMeetingId(cell, kind, period)),
    )
    expect(new Set(ids).size).toBe(8)
  })
})
