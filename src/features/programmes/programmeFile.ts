import { z } from 'zod'
import { type ReadFile, readVersionedFile } from '#features/rule-sets/ruleSetFile.ts'
import { type ProgrammeContent, programmeContentSchema } from './programmeSchema.ts'

/** A programme as a file: JSON, with the version of the format in it; criteria are named by code and revision. */

const PROGRAMME_FORMAT = 'vung-manh/programme'
const PROGRAMME_FORMAT_VERSION = 1

const head = z.looseObject({ format: z.literal(PROGRAMME_FORMAT), formatVersion: z.number().int() })
const file = z.strictObject({
  format: z.literal(PROGRAMME_FORMAT),
  formatVersion: z.literal(PROGRAMME_FORMAT_VERSION),
  programme: programmeContentSchema,
})

/** Whole or not at all; what is wrong is told by line and path. */
export function readProgrammeFile(text: string): ReadFile<ProgrammeContent> {
  const read = readVersionedFile(text, head, file, PROGRAMME_FORMAT_VERSION)
  return read.ok ? { ok: true, value: read.value.programme } : read
}

export function writeProgrammeFile(content: ProgrammeContent): string {
  const whole = { format: PROGRAMME_FORMAT, formatVersion: PROGRAMME_FORMAT_VERSION, programme: content }
  return `${JSON.stringify(file.parse(whole), null, 2)}\n`
}
