import { z } from 'zod'
import { Count, demoId, Optional, OptionalCount, readTable, Text } from './table.ts'

/** Places as they were on the first day: Bến Tre with its districts, communes and cells. */

const District = z.object({ slug: Text, code: Text, name: Text, kind: Text })
export type District = z.infer<typeof District>
const OldCommune = z.object({ slug: Text, code: Optional, name: Text, kind: Text, district: Text, into: Optional })
export type OldCommune = z.infer<typeof OldCommune>
const Cell = z.object({
  slug: Text,
  name: Text,
  kind: Text,
  commune: Text,
  members: Count,
  households: OptionalCount,
  poor: OptionalCount,
  near_poor: OptionalCount,
})
export type Cell = z.infer<typeof Cell>

export type Places = { districts: District[]; communes: OldCommune[]; cells: Cell[] }
export const PROVINCE = { slug: 'ben-tre', code: '83', name: 'Tỉnh Bến Tre', kind: 'province' }

export const unitId = (slug: string): string => demoId('unit', slug)

export async function readPlaces(): Promise<Places> {
  const [districts, communes, cells] = await Promise.all([
    readTable('districts.csv', District),
    readTable('communes.csv', OldCommune),
    readTable('cells.csv', Cell),
  ])
  return { districts, communes, cells }
}

type Place = { slug: string; code: string | null; name: string; kind: string; parent: string | null }

/** From above to below, in the order of the lists. */
export const placesOf = ({ districts, communes, cells }: Places): Place[] => [
  { ...PROVINCE, parent: null },
  ...districts.map((district) => ({ ...district, parent: PROVINCE.slug })),
  ...communes.map(({ district, ...commune }) => ({ ...commune, parent: district })),
  ...cells.map(({ slug, name, kind, commune }) => ({ slug, code: null, name, kind, parent: commune })),
]
