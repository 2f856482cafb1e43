import { writeCsv } from '#shared/csv.ts'

/** The organisation of a day for other systems: W3C Organization Ontology (16 January 2014) as JSON-LD, and CSV. */

export type OrganisationUnit = {
  id: string
  externalCode: string | null
  level: string
  kind: string
  kindLabel: string
  name: string
  parentId: string | null
  /** Since when it is called, and stands, as it does. Until when is known only later, and told by the file of a later day. */
  validFrom: string
}
export type OrganisationChange = {
  id: string
  kind: string
  on: string
  fromId: string
  toId: string
  decisionNumber: string | null
}

const context = {
  org: 'http://www.w3.org/ns/org#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  dcterms: 'http://purl.org/dc/terms/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}
const day = (value: string) => ({ '@type': 'xsd:date', '@value': value })
/** From a day on, as DCMI writes a period; until when is known only later. */
const validFrom = (value: string) => ({ '@type': 'dcterms:Period', '@value': `start=${value}; scheme=W3C-DTF;` })

/** Units as organizations within one another, and what became of what as change events. */
export function asOrgOntology(
  { on, units, changes }: { on: string; units: readonly OrganisationUnit[]; changes: readonly OrganisationChange[] },
  origin: string,
): Record<string, unknown> {
  const unit = (id: string) => ({ '@id': `${origin}/units/${id}` })
  const all = (ids: readonly string[]) => [...new Set(ids)].map(unit)
  return {
    '@context': context,
    '@graph': [
      {
        '@id': `${origin}/api/v1/organisation.jsonld?on=${on}`,
        'dcterms:date': day(on),
      },
      ...units.map((one) => ({
        ...unit(one.id),
        '@type': one.parentId === null ? 'org:FormalOrganization' : 'org:OrganizationalUnit',
        'skos:prefLabel': { '@language': 'vi', '@value': one.name },
        'org:classification': {
          '@id': `${origin}/kinds/${one.kind}`,
          '@type': 'skos:Concept',
          'skos:prefLabel': { '@language': 'vi', '@value': one.kindLabel },
        },
        ...(one.parentId === null ? {} : { 'org:subOrganizationOf': unit(one.parentId) }),
        // A code of another system's: its type says that it is one, and nothing of what it means there.
        ...(one.externalCode === null
          ? {}
          : { 'org:identifier': { '@type': `${origin}/external-code`, '@value': one.externalCode } }),
        'dcterms:valid': validFrom(one.validFrom),
      })),
      ...eventsOf(changes).map(([first, ...more]) => ({
        '@id': `${origin}/changes/${first.id}`,
        '@type': 'org:ChangeEvent',
        'dcterms:type': first.kind,
        'dcterms:date': day(first.on),
        'org:originalOrganization': all([first, ...more].map(({ fromId }) => fromId)),
        'org:resultingOrganization': all([first, ...more].map(({ toId }) => toId)),
        ...(first.decisionNumber === null ? {} : { 'dcterms:source': first.decisionNumber }),
      })),
    ],
  }
}

/** What comes together in one unit, or goes apart from one, on a day by a decision is one event. */
function eventsOf(changes: readonly OrganisationChange[]): [OrganisationChange, ...OrganisationChange[]][] {
  const gathers = (kind: string) => kind === 'merge' || kind === 'abolish'
  const groups = Map.groupBy(changes, ({ kind, on, fromId, toId, decisionNumber }) =>
    [kind, on, gathers(kind) ? toId : fromId, decisionNumber].join(' '),
  )
  return [...groups.values()].flatMap(([first, ...more]) => (first === undefined ? [] : [[first, ...more]]))
}

const columns = ['id', 'externalCode', 'level', 'kind', 'kindLabel', 'name', 'parentId', 'validFrom'] as const

/** The same units as rows; the importer of unit lists reads them with `code=id,parentCode=parentId,kind=kindLabel`. */
export const asCsv = (units: readonly OrganisationUnit[]): string =>
  writeCsv([columns, ...units.map((unit) => columns.map((column) => unit[column] ?? ''))])
