import { z } from 'zod'
import { Basis, Day, endpoint, Id, pageOf, PageQuery, Year } from '#shared/contract.ts'
import { levels, permission } from '#shared/permission.ts'
import { denominators } from '#features/targets/target.ts'
import { steps } from './report.ts'

/** Over which units is row-level security's: one's own and those below. */
export const readReports = permission(
  'report.read',
  { vi: 'Xem tiến độ và báo cáo công nhận', en: 'See progress and reports' },
  'signed_in',
  { over: 'below' },
)

/** What every report is asked with; `year` is that of the registered target, the day's own when absent. */
export const ReportQuery = z.object({
  unitId: Id,
  asOf: Day.optional(),
  basis: Basis.default('then'),
  programme: z.string().max(100).optional(),
  year: Year.optional(),
})

const Line = z.object({
  denominator: z.enum(denominators),
  year: z.number().nullable(),
  state: z.enum(['value', 'missing', 'not_applicable']),
  numerator: z.number(),
  over: z.number().nullable(),
  percent: z.string().nullable(),
})

const UnitRow = z.object({
  unitId: Id,
  name: z.string(),
  kind: z.string(),
  level: z.enum(levels),
  opens: z.boolean(),
  /** Titles such as nông thôn mới the place held that day. */
  standings: z.array(z.string()),
  cells: z.number(),
  held: z.number(),
  lines: z.array(Line),
})
export type UnitRow = z.infer<typeof UnitRow>

const Named = z.object({ unitId: Id, name: z.string() })

/** What the answer holds for, said with every report. */
const Head = z.object({
  unit: Named.extend({ kind: z.string(), level: z.enum(levels), standings: z.array(z.string()) }),
  /** From above down to the unit's parent, in the tree of the report; `visible` to whoever asks. */
  above: z.array(Named.extend({ visible: z.boolean() })),
  programme: z.object({ code: z.string(), name: z.string(), fromYear: z.number(), toYear: z.number() }),
  asOf: Day,
  basis: Basis,
  year: z.number(),
  inTree: z.boolean(),
  /** Where the unit has no place in that tree: what it came from, or what it became. */
  instead: z.array(Named),
})
export type ReportHead = z.infer<typeof Head>

export const getProgress = endpoint(readReports)
  .route({
    method: 'GET',
    path: '/reports/recognition',
    summary: 'Tiến độ công nhận của một đơn vị và các đơn vị trực thuộc',
  })
  .input(ReportQuery)
  .output(
    Head.extend({
      total: UnitRow,
      below: z.array(UnitRow),
      /** Cells counted in the unit and in none of those below: they have ended, and what they did is the unit's. */
      rest: z.object({ cells: z.number(), held: z.number() }).nullable(),
      /** Programmes there are to report on. */
      programmes: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  )

const CellRecord = z.object({
  cellId: Id,
  name: z.string(),
  communeId: Id.nullable(),
  communeName: z.string().nullable(),
  ntm: z.boolean(),
  held: z.boolean(),
  recognisedInYear: z.boolean(),
  titleId: Id.nullable(),
  recognisedOn: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decisionDate: z.string().nullable(),
  grantedBody: z.string().nullable(),
  revokedOn: z.string().nullable(),
})

export const listCellsBehind = endpoint(readReports)
  .route({
    method: 'GET',
    path: '/reports/recognition/cells',
    summary: 'Danh sách chi bộ làm nên một con số, với quyết định công nhận',
  })
  .input(ReportQuery.extend({ denominator: z.enum(denominators) }).extend(PageQuery.shape))
  .output(pageOf(CellRecord).extend({ line: Line, head: Head }))

export const getTrend = endpoint(readReports)
  .route({ method: 'GET', path: '/reports/recognition/trend', summary: 'Số chi bộ được công nhận theo thời gian' })
  .input(ReportQuery.extend({ step: z.enum(steps).default('quarter'), from: Day.optional() }))
  .output(z.object({ points: z.array(z.object({ period: z.string(), recognised: z.number(), total: z.number() })) }))

const Geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
])

export const getMap = endpoint(readReports)
  .route({ method: 'GET', path: '/reports/recognition/map', summary: 'Bản đồ xã, phường, thị trấn theo tiến độ' })
  .input(ReportQuery)
  .output(
    z.object({
      /** Drawn to show places beside one another, not their true borders. */
      schematic: z.boolean(),
      sources: z.array(z.string()),
      communes: z.array(UnitRow.extend({ geometry: Geometry })),
      /** Communes without an outline while others have one: counted, not drawn. */
      without: z.array(Named),
    }),
  )
