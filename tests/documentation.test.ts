import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { problems } from '#shared/problem.ts'

describe('the documentation', () => {
  it.each(Object.keys(problems))('tells what to do about the problem %s', (code) => {
    expect(readFileSync(`docs/problems/${code}.md`, 'utf8')).toMatch(/## Làm gì tiếp\n\n\S/)
  })

  it('knows no problem that does not exist', () => {
    const known = readdirSync('docs/problems').map((file) => file.replace('.md', ''))
    expect(known.filter((code) => !(code in problems))).toEqual([])
  })

  it('names in the glossary every feature there is', () => {
    const glossary = readFileSync('docs/glossary.md', 'utf8').toLowerCase()
    const features = readdirSync('src/features').map((name) =>
      name.replaceAll('-', '').replace(/ies$/, 'y').replace(/s$/, ''),
    )
    const words = glossary.replaceAll(/[^\p{L}|,\n]/gu, '')
    expect(features.filter((feature) => !words.includes(feature))).toEqual([])
  })

  it('gives each feature a page that says what it is', () => {
    const features = readdirSync('src/features')
    expect(features.filter((name) => !existsSync(`src/features/${name}/README.md`))).toEqual([])
  })
})
