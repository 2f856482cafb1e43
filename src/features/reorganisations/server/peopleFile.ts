import type { FastifyInstance } from 'fastify'
import writeWorkbook, { type Cell } from 'write-excel-file/node'
import { z } from 'zod'
import { Id } from '#shared/contract.ts'
import { writeCsv } from '#shared/csv.ts'
import { formatDate } from '#shared/format.ts'
import { Problem } from '#shared/problem.ts'
import { asActor } from '#platform/server/actor.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { record } from '#platform/server/journal.ts'
import { readingOfFile } from '#platform/server/reading.ts'
import { requirePermission } from '#platform/server/serve.ts'
import { listPeopleToTell, readReorganisations } from '../contract.ts'
import { openLook, wordsOf } from './look.ts'
import { listPeople } from './peopleToTell.ts'

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}
const Asked = z.object({ planId: Id, format: z.enum(['csv', 'xlsx']) })
const widths = [26, 30, 34, 30, 70, 12, 36, 24]

/** The list of people to tell as a file; who took it is in the journal. */
export function servePeopleFile(app: FastifyInstance, services: Parameters<Plugin>[1]): void {
  const { db, clock, actorOf } = services
  app.get(
    '/api/v1/reorganisations/:planId/people/:format',
    { compress: false, config: { summary: 'Danh sách người cần báo (csv, xlsx)' } },
    async (request, reply) => {
      const actor = requirePermission(await actorOf(request), readReorganisations, clock.today())
      const asked = Asked.safeParse(request.params)
      if (!asked.success) throw new Problem('not_found', { reason: 'reorganisation' })
      const { planId, format } = asked.data
      const { rows, name } = await asActor(db, actor, clock, 'write', async (tx) => {
        const call = { tx, actor, now: clock.now(), today: clock.today(), language: actor.language, services }
        const look = await openLook(call, planId)
        const { items } = await listPeople(call, look, { limit: null })
        const { plan } = look
        await record(call, {
          action: 'reorganisation.people_exported',
          objectType: 'reorganisation_plan',
          objectId: planId,
          unitId: plan.unitId,
          after: { format, rows: items.length },
        })
        const others = items.map(({ personId }) => personId).filter((id) => id !== actor.personId)
        if (others.length > 0)
          await record(
            call,
            readingOfFile(`GET ${listPeopleToTell['~orpc'].route.path}`, {
              place: `/reorganisations/${planId}/people/${format}`,
              unitId: plan.unitId,
              column: 'person.name',
              persons: others,
            }),
          )
        const { file } = wordsOf(look)
        const { effective, decision } = plan.content
        const about = [plan.title, decision?.number ?? '']
        const lines = items.map(({ person, position, unit, within, becomes, on }) =>
          [person, position, unit.name, within ?? '', becomes, formatDate(on)].concat(about),
        )
        return { rows: [file.columns, ...lines], name: `${file.name}, ${effective}` }
      })
      reply.headers({
        'content-type': types[format],
        'content-disposition': `attachment; filename="people.${format}"; filename*=UTF-8''${encodeURIComponent(`${name}.${format}`)}`,
        'cache-control': 'private, no-store',
      })
      return reply.send(format === 'csv' ? writeCsv(rows) : await asWorkbook(rows, name))
    },
  )
}

function asWorkbook(rows: readonly (readonly string[])[], name: string): Promise<Buffer> {
  const [head = [], ...lines] = rows
  const data = [
    head.map((value): Cell => ({ value, fontWeight: 'bold', wrap: true, backgroundColor: '#F3F0EA' })),
    ...lines.map((line) => line.map((value): Cell => ({ value, wrap: true }))),
  ]
  const columns = widths.map((width) => ({ width }))
  return writeWorkbook([{ data, sheet: name.slice(0, 31), stickyRowsCount: 1, columns }]).toBuffer()
}
