import { z } from 'zod'
import { Day } from '#shared/contract.ts'
import { tidy } from '#shared/text.ts'
import { bodies, chainLevels, PROGRAMME_CODE, sources } from './programme.ts'

/** The shape of a programme at the door. Apart from the rules, which run in the browser without it. */

const year = z.number().int().min(1930).max(2100)
const line = (max: number) => z.string().max(max).overwrite(tidy)
const code = z
  .string()
  .max(40)
  .regex(/^[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*$/)
const level = z.enum(chainLevels)
const body = z.enum(bodies)
const months = z.number().int().min(1).max(240).nullable()
const dated = { validFrom: Day, validTo: Day.nullable() }

const actingBody = z.strictObject({ level, body, source: z.enum(sources) })

/** Who does what in a period. The opinion can be absent: then the report goes straight to the decision. */
export const chainPeriodSchema = z.strictObject({
  ...dated,
  label: line(200),
  proposalLevel: level,
  appraisalLevel: level,
  opinion: actingBody.nullable(),
  decision: actingBody,
  /** Of the proposal and the appraisal; opinion and decision carry their own. */
  source: z.enum(sources),
})
export type ChainPeriod = z.infer<typeof chainPeriodSchema>

const days = z.number().int().min(1).max(730).nullable()

const named = z.strictObject({ code, label: line(500) })
export const settingsSchema = z.strictObject({
  dossierDocuments: z.array(z.strictObject({ ...named.shape, required: z.boolean() })).max(100),
  deadlines: z.strictObject({
    registered: days,
    self_appraisal: days,
    commune_review: days,
    appraisal: days,
    opinion: days,
    decision: days,
  }),
  titleMonths: months,
  reappraisalMonths: months,
  revocationGrounds: z.array(named).max(100),
  /** Who signs the recognition; null: the deciding body of the chain. */
  signingBody: z.strictObject({ level, body }).nullable(),
  /** The cell's vote carries with more than this share. */
  cellVoteMajority: z.strictObject({
    numerator: z.number().int().min(1).max(100),
    over: z.number().int().min(2).max(100),
  }),
})
export type ProgrammeSettings = z.infer<typeof settingsSchema>

export const programmeRuleSetSchema = z.strictObject({ code: line(60), revision: z.number().int().min(1), ...dated })
export type ProgrammeRuleSet = z.infer<typeof programmeRuleSetSchema>

export const programmeContentSchema = z.strictObject({
  code: z.string().min(1).max(60).regex(PROGRAMME_CODE),
  name: line(300),
  /** The plan it comes from. Its date is null where it was not found. */
  plan: z.strictObject({ number: line(60), date: Day.nullable(), issuer: line(200) }).nullable(),
  term: z.strictObject({ fromYear: year, toYear: year }),
  ruleSets: z.array(programmeRuleSetSchema).max(50),
  settings: settingsSchema,
  chain: z.array(chainPeriodSchema).max(20),
})
export type ProgrammeContent = z.infer<typeof programmeContentSchema>
