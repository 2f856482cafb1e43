import { call } from '#platform/web/api.ts'
import type { Page, SearchSource } from '#platform/web/page.ts'
import { search as searchUnits } from '../contract.ts'

export const pages: Page[] = [
  {
    path: '/units',
    title: { vi: 'Tổ chức', en: 'Organisation' },
    load: async () => (await import('./UnitsPage.tsx')).UnitsPage,
    nav: {
      label: { vi: 'Tổ chức', en: 'Organisation' },
      icon: 'tree',
      order: 60,
      place: 'main',
    },
  },
]

/** Units by name, each with what is above it: many communes have an `ấp 1`. */
export const search: SearchSource[] = [
  {
    find: async (text, signal) => {
      const { items } = await call(searchUnits, { q: text }, { signal })
      return items.map(({ id, name, chain, earlierName }) => ({
        id,
        title: earlierName ? `${name} (${earlierName})` : name,
        detail: chain
          .toReversed()
          .map((above) => above.name)
          .join(' · '),
        to: `/units/${id}`,
      }))
    },
  },
]
