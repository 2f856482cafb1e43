import type { Insertable } from 'kysely'
import type { DB } from '#platform/server/tables.gen.ts'
import type { Files } from './papers.ts'
import type { People } from './people.ts'
import type { Rules } from './programme.ts'
import type { Tree } from './tree.ts'

/** What a story needs to know of its surroundings. */
export type World = { tree: Tree; people: People; rules: Rules; files: Files }

/** In the order in which they may be inserted. */
export const tables = [
  'dossier',
  'dossier_step',
  'roadmap_item',
  'assessment',
  'verdict',
  'dissent',
  'cell_vote',
  'site_visit',
  'dossier_check',
  'title',
  'title_event',
  'evidence',
  'evidence_use',
] as const
export type Records = { [T in (typeof tables)[number]]: Insertable<DB[T]>[] }

export const noRecords = (): Records => ({
  dossier: [],
  dossier_step: [],
  roadmap_item: [],
  assessment: [],
  verdict: [],
  dissent: [],
  cell_vote: [],
  site_visit: [],
  dossier_check: [],
  title: [],
  title_event: [],
  evidence: [],
  evidence_use: [],
})
