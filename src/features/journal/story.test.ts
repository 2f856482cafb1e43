import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { en, vi } from './messages.ts'
import { changesBetween, deedWords } from './story.ts'

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (name) => /server\/\w+\.ts$/u.test(name) && !name.endsWith('.test.ts'),
)
const recorded = sources.flatMap((name) =>
  [...readFileSync(`src/${name}`, 'utf8').matchAll(/\baction: '([a-z_]+\.[a-z_]+)'/gu)].map(([, code = '']) => code),
)

it('everything the system records has its words', () => {
  expect(recorded.length).toBeGreaterThan(30)
  expect(recorded.filter((code) => deedWords(code, 'vi') === vi.unknown)).toEqual([])
  expect(recorded.filter((code) => deedWords(code, 'en') === en.unknown)).toEqual([])
})

it('a step of a dossier is told in the words of its table', () => {
  expect(deedWords('dossier.propose', 'vi')).toBe('đề nghị công nhận')
  expect(deedWords('dossier.no_such_step', 'vi')).toBe('thay đổi')
})

it('only what differs is told, without hashes and versions', () => {
  const before = { state: 'draft', version: 1, year: 2022, items: [1] }
  const after = { state: 'registered', version: 2, year: 2022, contentHash: 'abc', items: [2], reason: 'đủ' }
  expect(changesBetween(before, after)).toEqual([
    { field: 'state', before: 'draft', after: 'registered' },
    { field: 'reason', before: null, after: 'đủ' },
  ])
  expect(changesBetween(null, [1])).toEqual([])
})
