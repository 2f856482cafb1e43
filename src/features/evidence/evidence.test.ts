import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { levels, roles } from '#shared/permission.ts'
import {
  draftRefusals,
  evidenceActions,
  mayChangeUse,
  type Part,
  partsOf,
  purposes,
  startRefusal,
  useRefusal,
  withdrawRefusal,
} from './evidence.ts'
import { MAX_FILE_BYTES, MAX_OPEN_UPLOADS } from './fileKind.ts'

const TODAY = '2022-08-10'
const states = [
  'draft',
  'registered',
  'building',
  'self_appraisal',
  'commune_review',
  'appraisal',
  'opinion',
  'decision',
  'recognised',
  'not_recognised',
  'withdrawn',
]
const parts: Part[] = ['cell', 'commune', 'team']
const fixed = ['registered', 'opinion', 'decision', 'recognised', 'not_recognised', 'withdrawn']

describe('Who acts in which capacity', () => {
  test('secretary and deputy for their cell, commune leaders and organisers for it, a team member for the team', () => {
    const held = (level: (typeof levels)[number], role: (typeof roles)[number]) => [{ unitId: 'u', level, role }]
    expect(partsOf({ positions: held('cell', 'secretary'), onTeam: false })).toEqual(['cell'])
    expect(partsOf({ positions: held('cell', 'member'), onTeam: false })).toEqual([])
    expect(partsOf({ positions: held('commune', 'organising_officer'), onTeam: false })).toEqual(['commune'])
    expect(partsOf({ positions: held('commune', 'administrator'), onTeam: false })).toEqual([])
    expect(partsOf({ positions: held('district', 'secretary'), onTeam: false })).toEqual([])
    expect(partsOf({ positions: held('district', 'committee_member'), onTeam: true })).toEqual(['team'])
  })

  test('an administrator alone never adds, at any level', () => {
    fc.assert(
      fc.property(fc.constantFrom(...levels), (level) => {
        expect(partsOf({ positions: [{ unitId: 'u', level, role: 'administrator' }], onTeam: false })).toEqual([])
      }),
    )
  })
})

describe('What a dossier rests on', () => {
  test('changes only in the hands of whoever has it', () => {
    const open = (part: Part) => states.filter((state) => purposes.some((of) => mayChangeUse([part], state, of)))
    expect(open('cell')).toEqual(['draft', 'building', 'self_appraisal'])
    expect(open('commune')).toEqual(['draft', 'building', 'self_appraisal', 'commune_review'])
    expect(open('team')).toEqual(['appraisal'])
  })

  test('once decided, or with a body above, changes by nobody', () => {
    fc.assert(
      fc.property(
        fc.subarray(parts),
        fc.constantFrom(...fixed),
        fc.constantFrom(...purposes),
        (held, state, purpose) => {
          expect(mayChangeUse(held, state, purpose)).toBe(false)
          expect(useRefusal(held, state, purpose)).not.toBeNull()
        },
      ),
    )
  })

  test('a refusal tells whose business it is from when it is', () => {
    expect(useRefusal(['cell'], 'building', 'visit')).toBe('not_your_cell')
    expect(useRefusal(['cell'], 'appraisal', 'item')).toBe('dossier_locked')
    expect(useRefusal(['team'], 'appraisal', 'visit')).toBeNull()
    expect(useRefusal([], 'building', 'item')).toBe('not_your_cell')
  })
})

describe('Withdrawing', () => {
  test('is refused while any dossier that is not the cell’s to change rests on it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states)), (dossierStates) => {
        const released = ['draft', 'building', 'self_appraisal', 'withdrawn']
        const expected = dossierStates.every((state) => released.includes(state)) ? null : 'used_by_locked_dossier'
        expect(withdrawRefusal(['cell'], { withdrawn: false, dossierStates })).toBe(expected)
      }),
    )
  })

  test('is done once, and not by a team', () => {
    expect(withdrawRefusal(['cell'], { withdrawn: true, dossierStates: [] })).toBe('already_withdrawn')
    expect(withdrawRefusal(['team'], { withdrawn: false, dossierStates: [] })).toBe('not_your_cell')
  })

  test('what is offered is what is not refused', () => {
    fc.assert(
      fc.property(
        fc.subarray(parts),
        fc.boolean(),
        fc.array(fc.constantFrom(...states)),
        (held, withdrawn, dossierStates) => {
          const offered = evidenceActions(held, { withdrawn, dossierStates })
          expect(offered.includes('withdraw')).toBe(withdrawRefusal(held, { withdrawn, dossierStates }) === null)
          expect(offered.includes('use')).toBe(held.length > 0 && !withdrawn)
        },
      ),
    )
  })
})

describe('Before anything is read', () => {
  test('empty, too large and too many are refused, everything between is not', () => {
    expect(startRefusal(0, 0)).toBe('empty_file')
    expect(startRefusal(MAX_FILE_BYTES, 0)).toBeNull()
    expect(startRefusal(MAX_FILE_BYTES + 1, 0)).toBe('file_too_large')
    expect(startRefusal(1, MAX_OPEN_UPLOADS)).toBe('too_many_uploads')
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_FILE_BYTES }),
        fc.integer({ min: 0, max: MAX_OPEN_UPLOADS - 1 }),
        (bytes, open) => {
          expect(startRefusal(bytes, open)).toBeNull()
        },
      ),
    )
  })
})

describe('What is said of evidence', () => {
  const draft = { uploadId: 'u', effectiveOn: '2022-06-30' }
  const fieldsOf = (more: object) =>
    draftRefusals({ ...draft, ...more }, TODAY).map(({ field, refusal }) => `${field} ${refusal}`)

  test.each([
    ['a file', {}, []],
    ['a link', { uploadId: undefined, link: 'https://a.vn' }, []],
    ['a paper at the office', { uploadId: undefined, documentNumber: '1', documentDate: '2022-01-01' }, []],
    ['a file and a link', { link: 'https://a.vn' }, ['uploadId file_or_link']],
    ['nothing', { uploadId: undefined }, ['uploadId file_or_link']],
    ['a number alone', { documentNumber: '1' }, ['documentDate document_reference']],
    ['a date alone', { documentDate: '2022-01-01' }, ['documentNumber document_reference']],
    ['today', { effectiveOn: TODAY }, []],
    ['tomorrow', { effectiveOn: '2022-08-11' }, ['effectiveOn in_future']],
  ])('%s', (_name, more, refused) => {
    expect(fieldsOf(more)).toEqual(refused)
  })
})
