import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Anchor, anchorDay, anchors, namesSuccessorToo } from './anchoring.ts'

const days = { fact: '2022-06-20', today: '2025-10-01' }

describe('the table of anchors', () => {
  it('is written down for people as it is', () => {
    const text = readFileSync('docs/decisions/0008-names-on-papers.md', 'utf8')
    const written = [...text.matchAll(/^\| (\w+) \| [^|]+ \| ([^|]+) \|$/gmu)]
      .filter(([, paper]) => paper !== 'paper')
      .map(([, paper, names]) => `${paper}: ${names}`)
    const table = Object.entries<Record<string, Anchor>>(anchors).map(([paper, names]) => {
      const told = Object.entries(names).map(([name, anchor]) => `${name}: ${anchor}`)
      return `${paper}: ${told.join(', ')}`
    })
    expect(written).toEqual(table)
  })

  it('names a certificate’s cell as on the day of recognition, a new decision’s as today', () => {
    expect(anchorDay('certificate', 'cell', days)).toBe('2022-06-20')
    expect(anchorDay('revocationDecision', 'cell', days)).toBe('2025-10-01')
  })

  it('puts the historic name first where both are told', () => {
    expect(anchorDay('revocationDecision', 'grantingBody', days)).toBe('2022-06-20')
    expect(namesSuccessorToo('revocationDecision', 'grantingBody')).toBe(true)
    expect(namesSuccessorToo('revocationDecision', 'cell')).toBe(false)
  })
})
