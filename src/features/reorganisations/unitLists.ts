import { z } from 'zod'
import { Day, Id, Line, PersonalName } from '#shared/contract.ts'
import { misplacements } from './catalogue.ts'
import { PlanFile } from './planFile.ts'
import { unitFields } from './unitRows.ts'

/**
 * Lists of units as files. Files are sent as `multipart/form-data` to plain routes (`server/plugin.ts`), each answer is
 * one of these: POST /unit-lists/columns (`list`) → `ListColumns`; POST /unit-lists/dry-run and POST /unit-lists (`list`
 * and the fields of `ListImport`) → `ImportReport`; POST /reorganisations/from-lists (`list`, `against`, the fields of
 * `FromLists`) → `PlanReading`.
 */
const Column = z.string().max(200)

/** Which column holds what; fields that are left out are found by the names of the columns. Sent as JSON in `columns`. */
export const Columns = z.partialRecord(z.enum(unitFields), Column)
export type Columns = z.infer<typeof Columns>

export const ListColumns = z.object({
  names: z.array(z.string()),
  mapping: Columns,
  rows: z.number(),
  /** The first rows as they are, under the names. */
  sample: z.array(z.array(z.string())),
  /** Columns about people that the system has no place for: left out before anything is read. */
  leftOut: z.array(z.string()),
})
export type ListColumns = z.infer<typeof ListColumns>

/** `id` is the client's own, so that sending the file again is the same import. */
export const ListImport = z.object({
  id: Id,
  unitId: Id,
  since: Day,
  until: Day.nullable().default(null),
  columns: Columns.default({}),
})
export type ListImport = z.infer<typeof ListImport>

export const MisplacedLine = z.object({
  line: z.number(),
  code: z.string(),
  name: z.string(),
  why: z.enum(misplacements),
  words: z.string(),
})
export const importActions = ['undo'] as const
export const ImportRow = z.object({
  id: Id,
  unitId: Id,
  fileName: z.string(),
  since: z.string(),
  until: z.string().nullable(),
  entered: z.number(),
  known: z.number(),
  misplaced: z.number(),
  importedAt: z.string(),
  importedBy: PersonalName.nullable(),
  importedById: Id.nullable(),
  undoneAt: z.string().nullable(),
  undoneBy: PersonalName.nullable(),
  undoneById: Id.nullable(),
  allowedActions: z.array(z.enum(importActions)),
})
export type ImportRow = z.infer<typeof ImportRow>

/** `id` is null when it was only tried. */
export const ImportReport = z.object({
  id: Id.nullable(),
  rows: z.number(),
  entered: z.number(),
  known: z.number(),
  misplaced: z.array(MisplacedLine),
  leftOut: z.array(z.string()),
})
export type ImportReport = z.infer<typeof ImportReport>

export const FromLists = z.object({
  unitId: Id,
  effective: Day,
  columns: Columns.default({}),
  againstColumns: Columns.default({}),
  /** What people chose among the candidates of an earlier reading. */
  chosen: z.object({ items: z.array(z.object({ of: Column, text: z.string().max(1000), code: Column })) }).optional(),
  decisionNumber: Line(60).optional(),
  decisionDate: Day.optional(),
  decisionBody: Line(200).optional(),
})
export type FromLists = z.infer<typeof FromLists>

export const PlanReading = z.object({
  mentions: z.number(),
  resolved: z.number(),
  byOutcome: z.record(z.string(), z.number()),
  /** Every unit before that is named, and what it was taken for. */
  matches: z.array(
    z.object({
      of: z.object({ code: z.string(), name: z.string() }),
      text: z.string(),
      outcome: z.string(),
      unit: z.object({ code: z.string(), name: z.string() }).nullable(),
    }),
  ),
  /** Rows of the list before that have no place in it. */
  misplaced: z.array(MisplacedLine),
  /** The plan, to be drafted as it is or after looking at it; what is not certain is in it. */
  content: PlanFile,
})
export type PlanReading = z.infer<typeof PlanReading>
