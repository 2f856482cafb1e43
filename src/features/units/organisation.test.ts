import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asCsv, asOrgOntology, type OrganisationUnit } from './organisation.ts'

const unit = (over: Partial<OrganisationUnit> = {}): OrganisationUnit => ({
  id: 'a',
  externalCode: null,
  kind: 'commune',
  kindLabel: 'Xã',
  name: 'Xã Lương Phú',
  parentId: 'p',
  validFrom: '2025-07-01',
  ...over,
})

describe('the organisation for other systems', () => {
  it('is units of units, with what became of what', () => {
    const change = {
      id: 'c',
      kind: 'merge',
      on: '2025-07-01',
      fromId: 'b',
      toId: 'a',
      decisionNumber: '1687/NQ-UBTVQH15',
    }
    const told = asOrgOntology({ on: '2026-01-01', units: [unit()], changes: [change] }, 'https://x.vn')
    expect(told['@graph']).toMatchObject([
      {
        '@id': 'https://x.vn/units/a',
        '@type': 'org:OrganizationalUnit',
        'org:unitOf': { '@id': 'https://x.vn/units/p' },
      },
      { '@type': 'org:ChangeEvent', 'org:originalOrganization': { '@id': 'https://x.vn/units/b' } },
    ])
  })

  it('as CSV never holds a formula, and as many records as units whatever their names', () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '')
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const records = readRecords(asCsv(names.map((one) => unit({ name: one }))))
        expect(records).toHaveLength(names.length + 1)
        for (const record of records) expect(record[3]).not.toMatch(/^[=+\-@\t\r]/u)
      }),
    )
  })
})

/** A reader of RFC 4180, apart from the writer. */
function readRecords(text: string): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let field = ''
  let quoted = false
  for (let at = 1; at < text.length; at++) {
    const letter = text[at] ?? ''
    if (quoted && letter === '"' && text[at + 1] === '"') field += text[at++] ?? ''
    else if (letter === '"') quoted = !quoted
    else if (!quoted && letter === ',') {
      record.push(field)
      field = ''
    } else if (!quoted && letter === '\r' && text[at + 1] === '\n') {
      records.push([...record, field])
      record = []
      field = ''
      at++
    } else field += letter
  }
  return records
}
