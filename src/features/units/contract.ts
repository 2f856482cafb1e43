import { z } from 'zod'
import { Day, DocumentReference, endpoint, Id, Line, PageQuery, pageOf, Version } from '#shared/contract.ts'
import { leaders, levels, organisers, permission, type Role } from '#shared/permission.ts'
import { standingKinds } from './unit.ts'
import { bodyPowers } from './authority.ts'
import { happenings } from './lineage.ts'

const keepers: readonly Role[] = [...organisers, 'administrator']

/** How the organisation is made up is no secret within it. */
export const readUnits = permission('unit.read', { vi: 'Xem đơn vị', en: 'See units' }, 'signed_in')
export const keepUnits = permission(
  'unit.keep',
  { vi: 'Lập và sửa chi bộ, tổ; ghi danh hiệu của xã', en: 'Create and edit cells and groups; record standings' },
  [
    { level: 'commune', roles: keepers },
    { level: 'district', roles: keepers },
    { level: 'province', roles: keepers },
  ],
)
export const recordProfiles = permission(
  'unit.record_profile',
  { vi: 'Ghi số liệu đảng viên, số hộ của chi bộ', en: 'Record the counts of a cell' },
  [
    { level: 'cell', roles: leaders },
    { level: 'commune', roles: organisers },
    { level: 'district', roles: organisers },
    { level: 'province', roles: organisers },
  ],
  { delegable: true },
)

const Level = z.enum(levels)
const Count = z.number().int().min(0).max(1_000_000)
const Text = z.object({ vi: z.string(), en: z.string() })
const Period = { validFrom: z.string(), validTo: z.string().nullable() }

export const UnitRef = z.object({
  id: Id,
  slug: z.string().nullable(),
  name: z.string(),
  kind: z.string(),
  level: Level,
})
export type UnitRef = z.infer<typeof UnitRef>

export const UnitRow = UnitRef.extend({
  kindLabel: Text,
  /** Since when it is called, and stands, as it does; until when is known only later. */
  validFrom: z.string(),
  /** Units directly below, that day. */
  children: z.number(),
  /** Standings held that day. */
  standings: z.array(z.enum(standingKinds)),
  /** Of a cell: members by its newest profile that day; null where none is recorded or it is not one's own unit. */
  members: z.number().nullable(),
})
export type UnitRow = z.infer<typeof UnitRow>

export const Standing = z.object({
  id: Id,
  kind: z.enum(standingKinds),
  ...Period,
  decision: DocumentReference.nullable(),
})

export const Profile = z.object({
  id: Id,
  asOf: z.string(),
  members: z.number(),
  probationary: z.number().nullable(),
  exempt: z.number().nullable(),
  households: z.number().nullable(),
  poorHouseholds: z.number().nullable(),
  nearPoorHouseholds: z.number().nullable(),
})

/** The paper a change rests on, as far as it is known: a number without its day, or a day without a number, is told so. */
export const KnownDecision = z.object({
  number: z.string().nullable(),
  date: z.string().nullable(),
  issuer: z.string().nullable(),
})
export type KnownDecision = z.infer<typeof KnownDecision>

const HeldPowers = z.object({
  unit: UnitRef,
  powers: z.array(z.enum(bodyPowers)),
  since: z.string(),
  decision: KnownDecision.nullable(),
})

export const Happening = z.object({
  id: z.string(),
  on: z.string(),
  kind: z.enum(happenings),
  name: z.string().nullable(),
  earlierName: z.string().nullable(),
  other: UnitRef.nullable(),
  decision: KnownDecision.nullable(),
})
export type Happening = z.infer<typeof Happening>

export const unitActions = ['create_below', 'edit', 'set_standing', 'record_profile'] as const

export const UnitView = UnitRef.extend({
  version: z.number(),
  on: z.string(),
  /** False when the unit did not exist that day: then the nearest time it did is shown. */
  inForce: z.boolean(),
  kindLabel: Text,
  committee: z.string(),
  externalCode: z.string().nullable(),
  sortOrder: z.number(),
  ...Period,
  chain: z.array(UnitRef),
  children: z.array(UnitRow),
  standings: z.array(Standing),
  /** One of the reader's own units, or below one: then counts, dossiers and reports may be seen. */
  withinScope: z.boolean(),
  /** Counts of a cell; for a unit above, `null`. Only within one's own units. */
  profile: Profile.nullable(),
  /** Cells below that day and the members their newest profiles count; `reported` cells have one. */
  totals: z.object({
    cells: z.number(),
    hamletCells: z.number(),
    members: z.number().nullable(),
    reported: z.number(),
  }),
  history: z.array(Happening),
  /** True when it has ended by today, whatever the day shown. */
  ended: z.boolean(),
  /** Today: who holds the powers of this body over its titles, and whose powers this body holds. */
  powers: z.object({ passedTo: z.array(HeldPowers), heldFor: z.array(HeldPowers) }),
  allowedActions: z.array(z.enum(unitActions)),
  /** Kinds that may be created below it. */
  creatable: z.array(z.object({ kind: z.string(), label: Text })),
  /** Kinds it may become. */
  alternatives: z.array(z.object({ kind: z.string(), label: Text })),
})
export type UnitView = z.infer<typeof UnitView>

export const getUnit = endpoint(readUnits)
  .route({ method: 'GET', path: '/units/{unitId}', summary: 'Một đơn vị vào một ngày' })
  .input(z.object({ unitId: Id, on: Day.optional() }))
  .output(UnitView)

export const getUnitBySlug = endpoint(readUnits)
  .route({ method: 'GET', path: '/units/by-slug/{slug}', summary: 'Một đơn vị theo tên viết liền' })
  .input(z.object({ slug: z.string().max(100), on: Day.optional() }))
  .output(UnitView)

/** Without `parent`: the units at the top. */
export const listUnits = endpoint(readUnits)
  .route({ method: 'GET', path: '/units', summary: 'Các đơn vị trực tiếp bên dưới, theo thứ tự danh sách' })
  .input(PageQuery.extend({ parent: Id.optional(), kind: z.string().max(60).optional(), on: Day.optional() }))
  .output(pageOf(UnitRow))

export const FoundUnit = UnitRef.extend({
  chain: z.array(UnitRef),
  /** Set when the unit has ended by that day. */
  validTo: z.string().nullable(),
  /** The earlier name that was found, when it is no longer the name. */
  earlierName: z.string().nullable(),
})
export type FoundUnit = z.infer<typeof FoundUnit>

export const search = endpoint(readUnits)
  .route({ method: 'GET', path: '/search', summary: 'Tìm đơn vị, gõ không dấu cũng được' })
  .input(
    z.object({ q: z.string().max(200), on: Day.optional(), limit: z.coerce.number().int().min(1).max(20).default(20) }),
  )
  .output(z.object({ items: z.array(FoundUnit) }))

export const NewUnit = z.object({
  id: Id,
  parentId: Id,
  name: Line(200),
  kind: z.string().max(60),
  from: Day,
  /** Place in official lists; after its sisters when absent. */
  sortOrder: z.number().int().min(0).max(100_000).optional(),
  externalCode: z
    .string()
    .regex(/^[0-9]{1,3}(\.[0-9]{3}){0,4}$/u, 'external_code')
    .optional(),
  decision: DocumentReference.optional(),
})
export type NewUnit = z.infer<typeof NewUnit>

export const createUnit = endpoint(keepUnits)
  .route({ method: 'POST', path: '/units', summary: 'Lập chi bộ hoặc tổ', successStatus: 201 })
  .input(NewUnit)
  .output(UnitView)

export const UnitEdit = z.object({
  unitId: Id,
  version: Version,
  name: Line(200),
  kind: z.string().max(60),
  sortOrder: z.number().int().min(0).max(100_000),
  from: Day,
  decision: DocumentReference.optional(),
})
export type UnitEdit = z.infer<typeof UnitEdit>

export const editUnit = endpoint(keepUnits)
  .route({ method: 'PUT', path: '/units/{unitId}', summary: 'Đổi tên, loại hoặc thứ tự từ một ngày' })
  .input(UnitEdit)
  .output(UnitView)

export const NewStanding = z.object({
  unitId: Id,
  id: Id,
  kind: z.enum(standingKinds),
  from: Day,
  to: Day.optional(),
  decision: DocumentReference.optional(),
})
export type NewStanding = z.infer<typeof NewStanding>

export const setStanding = endpoint(keepUnits)
  .route({ method: 'POST', path: '/units/{unitId}/standings', summary: 'Ghi danh hiệu của xã', successStatus: 201 })
  .input(NewStanding)
  .output(UnitView)

export const NewProfile = z.object({
  unitId: Id,
  id: Id,
  asOf: Day,
  members: Count,
  probationary: Count.optional(),
  exempt: Count.optional(),
  households: Count.optional(),
  poorHouseholds: Count.optional(),
  nearPoorHouseholds: Count.optional(),
})
export type NewProfile = z.infer<typeof NewProfile>

export const recordProfile = endpoint(recordProfiles)
  .route({ method: 'POST', path: '/units/{unitId}/profiles', summary: 'Ghi số liệu của chi bộ', successStatus: 201 })
  .input(NewProfile)
  .output(UnitView)
