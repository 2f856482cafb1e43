import { z } from 'zod'
import { endpoint, Id, PageQuery, pageOf, Version } from '#shared/contract.ts'
import { leaders, organisers, permission } from '#shared/permission.ts'
import { openSettings } from './programme.ts'
import { programmeContentSchema, programmeRuleSetSchema } from './programmeSchema.ts'

const readProgrammes = permission('programme.read', { vi: 'Xem chương trình', en: 'See programmes' }, 'signed_in')
/** Ban Tổ chức Tỉnh ủy and the leaders of the province. */
export const writeProgrammes = permission(
  'programme.write',
  { vi: 'Lập và cài đặt chương trình', en: 'Make programmes and change their settings' },
  [{ level: 'province', roles: [...leaders, ...organisers] }],
  { over: 'all' },
)

/** A criteria set as a programme uses it, with what a screen needs to name it. */
const UsedRuleSet = programmeRuleSetSchema.extend({
  ruleSetId: Id,
  title: z.string(),
  demonstration: z.boolean(),
})

export const ProgrammeView = programmeContentSchema.extend({
  id: Id,
  version: Version,
  ruleSets: z.array(UsedRuleSet),
  /** Settings left empty because no rule was found. */
  notEntered: z.array(z.enum(openSettings)),
  allowedActions: z.array(z.enum(['change'])),
})
export type ProgrammeView = z.infer<typeof ProgrammeView>

export const listProgrammes = endpoint(readProgrammes)
  .route({ method: 'GET', path: '/programmes', summary: 'Danh sách chương trình' })
  .input(PageQuery)
  .output(
    pageOf(
      ProgrammeView.pick({
        id: true,
        code: true,
        name: true,
        plan: true,
        term: true,
        ruleSets: true,
        notEntered: true,
      }),
    ),
  )

export const getProgramme = endpoint(readProgrammes)
  .route({ method: 'GET', path: '/programmes/{programmeId}', summary: 'Một chương trình' })
  .input(z.object({ programmeId: Id }))
  .output(ProgrammeView)

export const createProgramme = endpoint(writeProgrammes)
  .route({ method: 'POST', path: '/programmes', summary: 'Lập chương trình', successStatus: 201 })
  .input(z.object({ id: Id, content: programmeContentSchema }))
  .output(ProgrammeView)

export const changeProgramme = endpoint(writeProgrammes)
  .route({ method: 'PUT', path: '/programmes/{programmeId}', summary: 'Đổi cài đặt chương trình' })
  .input(z.object({ programmeId: Id, version: Version, content: programmeContentSchema }))
  .output(ProgrammeView)

export const listShippedProgrammes = endpoint(writeProgrammes)
  .route({ method: 'GET', path: '/shipped-programmes', summary: 'Chương trình có sẵn' })
  .output(z.object({ items: z.array(programmeContentSchema) }))
