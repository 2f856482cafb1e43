import fc from 'fast-check'
import jsonld from 'jsonld'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { asCsv, asOrgOntology, type OrganisationChange, type OrganisationUnit } from './organisation.ts'

const unit = (over: Partial<OrganisationUnit> = {}): OrganisationUnit => ({
  id: 'a',
  externalCode: null,
  level: 'commune',
  kind: 'commune',
  kindLabel: 'Xã',
  name: 'Xã Lương Phú',
  parentId: 'p',
  validFrom: '2025-07-01',
  ...over,
})

describe('the organisation for other systems', () => {
  const origin = 'https://x.vn'
  const change = (over: Partial<OrganisationChange> = {}): OrganisationChange => ({
    id: 'c',
    kind: 'merge',
    on: '2025-07-01',
    fromId: 'b',
    toId: 'a',
    decisionNumber: '1687/NQ-UBTVQH15',
    ...over,
  })
  /** The statements that a processor of JSON-LD draws from the file, as N-Quads. */
  async function statements(units: OrganisationUnit[], changes: OrganisationChange[]): Promise<string[]> {
    const told = asOrgOntology({ on: '2026-01-01', units, changes }, origin)
    const quads: unknown = await jsonld.toRDF(JSON.parse(JSON.stringify(told)), { format: 'application/n-quads' })
    return z.string().parse(quads).trim().split('\n')
  }
  const org = (term: string) => `<http://www.w3.org/ns/org#${term}>`
  const at = (path: string) => `<${origin}/${path}>`

  it('is read by a processor of JSON-LD as organizations within organizations, each valid from its day', async () => {
    const quads = await statements(
      [unit({ id: 'p', parentId: null, kind: 'province' }), unit({ externalCode: '29017' })],
      [],
    )
    expect(quads).toEqual(
      expect.arrayContaining([
        `${at('units/a')} ${org('subOrganizationOf')} ${at('units/p')} .`,
        `${at('units/a')} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ${org('OrganizationalUnit')} .`,
        `${at('units/p')} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> ${org('FormalOrganization')} .`,
        `${at('units/a')} <http://purl.org/dc/terms/valid> "start=2025-07-01; scheme=W3C-DTF;"^^<http://purl.org/dc/terms/Period> .`,
        `${at('units/a')} ${org('identifier')} "29017"^^${at('external-code')} .`,
        `${at('units/a')} <http://www.w3.org/2004/02/skos/core#prefLabel> "Xã Lương Phú"@vi .`,
      ]),
    )
  })

  it('tells a merger as one event of all that went in, a split as one of all that came out', async () => {
    const quads = await statements(
      [],
      [
        change(),
        change({ id: 'd', fromId: 'e' }),
        change({ id: 'f', kind: 'split', fromId: 'g', toId: 'h' }),
        change({ id: 'i', kind: 'split', fromId: 'g', toId: 'j' }),
      ],
    )
    const events = quads.filter((quad) => quad.includes(org('ChangeEvent')))
    expect(events).toHaveLength(2)
    expect(quads).toEqual(
      expect.arrayContaining([
        `${at('changes/c')} ${org('originalOrganization')} ${at('units/b')} .`,
        `${at('changes/c')} ${org('originalOrganization')} ${at('units/e')} .`,
        `${at('changes/c')} ${org('resultingOrganization')} ${at('units/a')} .`,
        `${at('changes/f')} ${org('originalOrganization')} ${at('units/g')} .`,
        `${at('changes/f')} ${org('resultingOrganization')} ${at('units/h')} .`,
        `${at('changes/f')} ${org('resultingOrganization')} ${at('units/j')} .`,
      ]),
    )
  })

  it('uses only terms that the vocabulary of W3C has (16 January 2014)', async () => {
    const terms = ['FormalOrganization', 'OrganizationalUnit', 'ChangeEvent', 'subOrganizationOf', 'classification']
    const more = ['identifier', 'originalOrganization', 'resultingOrganization']
    const quads = await statements([unit({ id: 'p', parentId: null }), unit({ externalCode: '1' })], [change()])
    const used = quads.flatMap((quad) => [...quad.matchAll(/ns\/org#(\w+)>/gu)].map(([, term = '']) => term))
    expect([...new Set(used)].toSorted()).toEqual([...terms, ...more].toSorted())
  })

  it('as CSV never holds a formula, and as many records as units whatever their names', () => {
    const name = fc.string({ unit: 'grapheme' }).filter((text) => text !== '')
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const records = readRecords(asCsv(names.map((one) => unit({ name: one }))))
        expect(records).toHaveLength(names.length + 1)
        for (const record of records) expect(record[5]).not.toMatch(/^[=+\-@\t\r]/u)
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
