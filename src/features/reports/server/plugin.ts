import type { FastifyRequest } from 'fastify'
import { asActor } from '#platform/server/actor.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { record } from '#platform/server/journal.ts'
import { type Call, requirePermission } from '#platform/server/serve.ts'
import { renderDocx } from '#features/documents/server/docx.ts'
import { renderPdf } from '#features/documents/server/pdf.ts'
import { issuingBodyOf } from '#features/documents/issuer.ts'
import type { IssuingBody } from '#features/documents/issuing.ts'
import { nameFor } from '#features/documents/server/naming.ts'
import { formatDate } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { z } from 'zod'
import { ReportQuery, readReports } from '../contract.ts'
import { reportDocument } from '../reportDocument.ts'
import { openReport } from './queries.ts'
import { type ReportTable, readTable } from './table.ts'
import { writeReportWorkbook } from './workbook.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}
const Format = z.object({ format: z.enum(['xlsx', 'docx', 'pdf']) })
type Export = { table: ReportTable; body: IssuingBody; place: string; today: string }

/** Reports as files: the same figures as on the screens, with what they are of. Each export is in the journal. */
export const plugin: Plugin = async (app, services) => {
  app.get(
    '/api/v1/reports/recognition/export/:format',
    { compress: false, config: { summary: 'Xuất báo cáo công nhận (xlsx, docx, pdf)' } },
    async (request, reply) => {
      const format = Format.safeParse(request.params)
      if (!format.success) throw new Problem('not_found', { reason: 'format' })
      const made = await readExport(request, services, format.data.format)
      const { unit, asOf } = made.table.head
      const name = `${unit.name}, ${formatDate(asOf).replaceAll('/', '-')}.${format.data.format}`
      reply.headers({
        'content-type': types[format.data.format],
        'content-disposition': `attachment; filename="report.${format.data.format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'cache-control': 'private, no-store',
      })
      return reply.send(await render(format.data.format, made))
    },
  )
}

async function render(format: keyof typeof types, made: Export) {
  if (format === 'xlsx') return writeReportWorkbook(made.table)
  const { table, body, place, today } = made
  const { unit, programme, asOf, basis, year } = table.head
  const document = reportDocument(
    {
      body,
      place,
      unitName: unit.name,
      programme: programme.name,
      asOf,
      basis,
      year,
      rows: table.rows,
      cells: table.cells,
    },
    today,
  )
  return Buffer.from(await (format === 'pdf' ? renderPdf(document) : renderDocx(document)))
}

/** Everything the file says, read in one transaction, which is over before the file is made. */
async function readExport(
  request: FastifyRequest,
  { actorOf, ...services }: Parameters<Plugin>[1],
  format: string,
): Promise<Export> {
  const { db, clock } = services
  const actor = requirePermission(await actorOf(request), readReports, clock.today())
  const asked = readQuery(request.query)
  return asActor(db, actor, clock, 'write', async (tx) => {
    const today = clock.today()
    const call: Call = { tx, actor, now: clock.now(), today, language: actor.language, services }
    await record(call, {
      action: 'report.exported',
      objectType: 'report',
      objectId: asked.unitId,
      unitId: asked.unitId,
      after: { ...asked, format },
    })
    const table = await readTable(call, asked.unitId, await openReport(call, asked))
    return { table, today, ...(await bodyOf(call, table)) }
  })
}

function readQuery(query: unknown) {
  const read = ReportQuery.safeParse(query)
  if (read.success) return read.data
  throw new Problem('invalid', {
    errors: read.error.issues.map(({ path, message }) => ({ pointer: `/${path.join('/')}`, detail: message })),
  })
}

/**
 * The committee that reports. As then it is the unit's own, as called on the day of the figures: the same report whenever
 * it is made. As now it is today's, and for a unit that has ended that of whoever asks: nobody signs in the name of a body
 * that is no more.
 */
async function bodyOf(call: Call, { head }: ReportTable): Promise<{ body: IssuingBody; place: string }> {
  const { unit, asOf: fact, basis, inTree } = head
  const [position] = call.actor.positions
  const unitId = basis === 'now' && !inTree && position ? position.unitId : unit.unitId
  const paper = basis === 'then' ? 'reportAsThen' : 'reportAsNow'
  const named = await nameFor(call, { paper, name: 'reportingBody', unitId, fact })
  return {
    place: named.place,
    body: issuingBodyOf(named, named.level === 'commune' ? 'committee' : 'standing_committee'),
  }
}
