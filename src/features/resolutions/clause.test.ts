import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Clause, checkClause, isCountable } from './clause.ts'
import { clauseExamples, clauseRules } from './clauseRules.ts'

const MEETING = '2026-11-12'
const clear: Pick<Clause, 'text' | 'owner' | 'measure' | 'due'> = {
  text: 'Vận động các hộ tổ 3 hiến đất làm đường liên tổ',
  owner: 'Đồng chí Nguyễn Văn Thử, Trưởng ấp',
  measure: '12 hộ',
  due: '2026-12-10',
}
const kindsOf = (changes: Partial<typeof clear>) =>
  checkClause({ ...clear, ...changes }, MEETING).map(({ kind }) => kind)

describe('a clause of a resolution', () => {
  it('that says who, what, by which measure and by when is left alone', () => {
    expect(kindsOf({})).toEqual([])
  })

  it('needs somebody who answers for it; everybody is nobody', () => {
    expect(kindsOf({ owner: '  ' })).toEqual(['no_owner'])
    expect(kindsOf({ owner: 'Toàn thể đảng viên' })).toEqual(['vague_owner'])
    expect(kindsOf({ owner: 'Chi bộ' })).toEqual(['vague_owner'])
    expect(kindsOf({ owner: 'Chi hội Phụ nữ ấp' })).toEqual([])
  })

  it('needs a last day: not before the meeting, not beyond a year, not in words', () => {
    expect(kindsOf({ due: null })).toEqual(['no_day'])
    expect(kindsOf({ due: '2026-11-11' })).toEqual(['day_before_meeting'])
    expect(kindsOf({ due: MEETING })).toEqual([])
    expect(kindsOf({ due: '2027-11-13' })).toEqual([])
    expect(kindsOf({ due: '2027-11-14' })).toEqual(['day_too_far'])
    expect(kindsOf({ text: 'Thường xuyên thăm hỏi 12 hộ nghèo' })).toEqual(['vague_day_words'])
  })

  it('needs a measure one can count, in its own field or in the text', () => {
    expect(kindsOf({ measure: '' })).toEqual(['no_measure'])
    expect(kindsOf({ measure: 'đạt kết quả tốt' })).toEqual(['uncountable_measure'])
    expect(kindsOf({ measure: '', text: 'Vận động 12 hộ tổ 3 hiến đất' })).toEqual([])
    expect(kindsOf({ measure: '100% hộ có bảng số nhà' })).toEqual([])
  })

  it('with an empty verb is flagged with the words as they were written, unless it says how many of what', () => {
    const clause = { ...clear, text: 'Tiếp tục  đẩy mạnh công tác tuyên truyền', measure: '' }
    expect(checkClause(clause, MEETING)).toContainEqual({ kind: 'empty_verb', words: 'Tiếp tục đẩy mạnh' })
    expect(kindsOf({ text: 'Tiếp tục đẩy mạnh tuyên truyền', measure: '4 buổi họp tổ' })).toEqual([])
  })

  it.each(clauseExamples)('finds what is vague in: $text', ({ text, finds }) => {
    const found = checkClause({ ...clear, measure: '', text }, MEETING).map(({ kind }) => kind)
    expect(found.filter((kind) => kind === 'empty_verb' || kind === 'vague_day_words')).toEqual([...finds])
  })
})

describe('the words looked for', () => {
  it('are found in either style of tone marks, composed or not, and only as whole words', () => {
    expect(kindsOf({ measure: '', text: 'CỦNG CỐ, KIỆN TOÀN chi hội' })).toContain('empty_verb')
    expect(kindsOf({ measure: '', text: 'Củng cố tổ hoà giải'.normalize('NFD') })).toContain('empty_verb')
    expect(isCountable('3 tổ hoà giải')).toBe(true)
    expect(isCountable('ba tuyến đường')).toBe(true)
    expect(isCountable('năm 2026'), 'a year counts nothing').toBe(false)
    expect(isCountable('số 02-HD/BTCTU'), 'a document counts nothing').toBe(false)
    expect(isCountable('3 mục tiêu')).toBe(false)
  })

  it('never depend on who writes: the same clause gives the same findings', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        fc.string(),
        fc.option(fc.constant('2026-12-01'), { nil: null }),
        (...all) => {
          const [text, owner, measure, due] = all
          const once = checkClause({ text, owner, measure, due }, MEETING)
          expect(
            checkClause({ text: text.normalize('NFD'), owner, measure, due }, MEETING).map(({ kind }) => kind),
          ).toEqual(once.map(({ kind }) => kind))
        },
      ),
    )
  })

  it('are whole, lower-case phrases, each written once', () => {
    for (const words of Object.values(clauseRules)) {
      expect(words.filter((phrase) => phrase !== phrase.normalize('NFC').toLowerCase().trim())).toEqual([])
      expect(new Set(words).size).toBe(words.length)
    }
  })
})
