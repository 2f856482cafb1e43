import { writeCsv } from '#shared/csv.ts'

/** The organisation of a day for other systems: W3C Organization Ontology (16 January 2014) as JSON-LD, and CSV. */

export type OrganisationUnit = {
  id: string
  externalCode: string | null
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
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
}
const day = (value: string) => ({ '@type': 'xsd:date', '@value': value })

/** Units as organizational units of one another, and what became of what as change events. */
export function asOrgOntology(
  { on, units, changes }: { on: string; units: readonly OrganisationUnit[]; changes: readonly OrganisationChange[] },
  origin: string,
): Record<string, unknown> {
  const unit = (id: string) => ({ '@id': `${origin}/units/${id}` })
  return {
    '@context': context,
    '@id': `${origin}/api/v1/organisation.jsonld?on=${on}`,
    'dcterms:date': day(on),
    '@graph': [
      ...units.map((one) => ({
        ...unit(one.id),
        '@type': one.parentId === null ? 'org:FormalOrganization' : 'org:OrganizationalUnit',
        'skos:prefLabel': { '@language': 'vi', '@value': one.name },
        'org:classification': { '@id': `${origin}/kinds/${one.kind}`, 'skos:prefLabel': one.kindLabel },
        ...(one.parentId === null ? {} : { 'org:unitOf': unit(one.parentId) }),
        ...(one.externalCode === null ? {} : { 'org:identifier': one.externalCode }),
        'prov:generatedAtTime': day(one.validFrom),
      })),
      ...changes.map((one) => ({
        '@id': `${origin}/changes/${one.id}`,
        '@type': 'org:ChangeEvent',
        'dcterms:type': one.kind,
        'dcterms:date': day(one.on),
        'org:originalOrganization': unit(one.fromId),
        'org:resultingOrganization': unit(one.toId),
        ...(one.decisionNumber === null ? {} : { 'dcterms:source': one.decisionNumber }),
      })),
    ],
  }
}

const columns = ['id', 'externalCode', 'kind', 'name', 'parentId', 'validFrom'] as const

export const asCsv = (units: readonly OrganisationUnit[]): string =>
  writeCsv([columns, ...units.map((unit) => columns.map((column) => unit[column] ?? ''))])
