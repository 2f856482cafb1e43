import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/format.ts'
import { anyDay } from '#tests/ruleSets.ts'
import {
  addMonths,
  type ChainPeriod,
  chainOn,
  checkProgramme,
  dueDay,
  emptySettings,
  openSettings,
  type ProgrammeContent,
  type ProgrammeSettings,
  ruleSetOn,
  settingsNotEntered,
  signingBodyOn,
  titleEnd,
  voteCarries,
} from './programme.ts'
import { readProgrammeFile, writeProgrammeFile } from './programmeFile.ts'

const text = readFileSync(new URL('../../../catalogue/programmes/ke-hoach-21-2020-2025.json', import.meta.url), 'utf8')
const plan21 = ((): ProgrammeContent => {
  const read = readProgrammeFile(text)
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
})()
const withSettings = (changes: Partial<ProgrammeSettings>): ProgrammeContent => ({
  ...plan21,
  settings: { ...emptySettings, ...changes },
})
const withChain = (ranges: readonly (readonly [string, string | null])[]): ProgrammeContent => {
  const [first] = plan21.chain
  if (!first) throw new Error('the plan has a chain')
  return { ...plan21, chain: ranges.map(([validFrom, validTo]): ChainPeriod => ({ ...first, validFrom, validTo })) }
}
const codesOf = (programme: ProgrammeContent) => checkProgramme(programme).map(({ code }) => code)

describe('the programme of Plan 21, term 2020-2025', () => {
  it('has nothing wrong with it, and is written as it was read', () => {
    expect(checkProgramme(plan21)).toEqual([])
    expect(writeProgrammeFile(plan21)).toBe(text)
  })

  it('leaves empty whatever no document was found for', () => {
    expect(settingsNotEntered(plan21.settings)).toEqual([...openSettings])
    expect(plan21.plan?.date).toBeNull()
  })

  it('has the district give opinion and decide to its last day, and the commune decide from the next', () => {
    expect(chainOn(plan21, '2025-06-30')).toMatchObject({
      appraisalLevel: 'district',
      opinion: { level: 'district', body: 'standing_body' },
      decision: { level: 'district' },
    })
    expect(chainOn(plan21, '2025-07-01')).toMatchObject({
      appraisalLevel: 'commune',
      opinion: null,
      decision: { level: 'commune', body: 'standing_committee' },
    })
  })

  it('says which parts of the chain nobody has confirmed', () => {
    expect(plan21.chain.map(({ source, opinion, decision }) => [source, opinion?.source, decision.source])).toEqual([
      ['document', 'document', 'proposed'],
      ['proposed', undefined, 'proposed'],
      ['proposed', undefined, 'proposed'],
    ])
  })

  it('judges by 02-HD/BTCTU from the day of that document, and by nothing before', () => {
    expect(ruleSetOn(plan21, '2021-03-08')).toBeNull()
    expect(ruleSetOn(plan21, '2021-03-09')).toMatchObject({ code: '02-hd-btctu', revision: 1 })
  })

  it('is signed by the deciding body of the day until a signing body is set', () => {
    expect(signingBodyOn(plan21, '2022-06-30')).toEqual({ level: 'district', body: 'standing_committee' })
    const set = withSettings({ signingBody: { level: 'commune', body: 'standing_committee' } })
    expect(signingBodyOn(set, '2022-06-30')).toEqual({ level: 'commune', body: 'standing_committee' })
  })
})

describe('the chain of bodies', () => {
  it('may not leave a day to nobody, nor to two', () => {
    expect(
      codesOf(
        withChain([
          ['2020-01-01', '2025-06-30'],
          ['2025-07-02', null],
        ]),
      ),
    ).toEqual(['chain_gap'])
    expect(
      codesOf(
        withChain([
          ['2020-01-01', '2025-06-30'],
          ['2025-06-30', null],
        ]),
      ),
    ).toEqual(['chain_overlap'])
    expect(codesOf(withChain([['2020-01-01', '2019-12-31']]))).toEqual(['chain_reversed'])
    expect(codesOf(withChain([]))).toEqual(['chain_empty'])
  })

  it('that passes the check gives every day from its first on exactly one period', () => {
    const cuts = fc.uniqueArray(anyDay, { minLength: 1, maxLength: 5 }).map((all) => all.sort())
    fc.assert(
      fc.property(cuts, fc.nat(20_000), (starts, later) => {
        const ranges = starts.map((from, index) => {
          const next = starts[index + 1]
          return [from, next === undefined ? null : addDays(next, -1)] as const
        })
        const programme = withChain(ranges)
        expect(checkProgramme(programme)).toEqual([])
        const day = addDays(starts[0] ?? '', later)
        const holding = ranges.filter(([from, to]) => from <= day && (to === null || day <= to))
        expect(holding).toHaveLength(1)
        expect(chainOn(programme, day)?.validFrom).toBe(holding[0]?.[0])
      }),
    )
  })
})

describe('the settings of a programme', () => {
  it('refuse a document or a ground named twice or not at all', () => {
    const document = { code: 'bien-ban', label: 'Biên bản', required: true }
    expect(codesOf(withSettings({ dossierDocuments: [document, { ...document, label: '' }] }))).toEqual([
      'document_code_twice',
      'document_label_empty',
    ])
    const ground = { code: 'can-cu-1', label: '' }
    expect(codesOf(withSettings({ revocationGrounds: [ground, ground] }))).toEqual([
      'ground_label_empty',
      'ground_code_twice',
      'ground_label_empty',
    ])
  })

  it('refuse a majority that nobody can reach', () => {
    const share = (numerator: number, over: number) => codesOf(withSettings({ cellVoteMajority: { numerator, over } }))
    expect(share(2, 2)).toEqual(['majority_above_whole'])
    expect(share(2, 3)).toEqual([])
  })

  it('give no day due where no limit is set', () => {
    expect(dueDay(emptySettings, 'appraisal', '2022-06-01')).toBeNull()
    const limited = withSettings({ deadlines: { ...emptySettings.deadlines, appraisal: 30 } })
    expect(dueDay(limited.settings, 'appraisal', '2022-06-01')).toBe('2022-07-01')
  })

  it('let a title stand without end until its duration is set', () => {
    expect(titleEnd(emptySettings, '2022-06-30')).toBeNull()
    expect(titleEnd(withSettings({ titleMonths: 60 }).settings, '2022-06-30')).toBe('2027-06-30')
  })

  it('count months by the calendar', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-12-15', 12)).toBe('2024-12-15')
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 240 }), (day, count) => {
        const later = addMonths(day, count)
        expect(later > day).toBe(true)
        expect(Number(later.slice(8)) <= Number(day.slice(8))).toBe(true)
      }),
    )
  })
})

describe("the cell's vote", () => {
  it.each([
    [16, 31, true],
    [15, 30, false],
    [29, 31, true],
    [0, 0, false],
  ])('%i of %i carries: %s, by more than half', (inFavour, of, carries) => {
    expect(voteCarries(emptySettings, { inFavour, of })).toBe(carries)
  })

  it('carries by any share exactly when it is above it', () => {
    const whole = fc.integer({ min: 2, max: 60 })
    fc.assert(
      fc.property(
        whole,
        fc.nat(60),
        fc.integer({ min: 2, max: 10 }),
        fc.integer({ min: 1, max: 9 }),
        (of, yes, over, part) => {
          const inFavour = Math.min(yes, of)
          const numerator = Math.min(part, over - 1)
          const carries = voteCarries({ cellVoteMajority: { numerator, over } }, { inFavour, of })
          expect(carries).toBe(inFavour / of - numerator / over > 1e-9)
        },
      ),
    )
  })
})
