import { z } from 'zod'
import { asActor } from '#platform/server/actor.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { type Call, requirePermission } from '#platform/server/serve.ts'
import { draftReorganisations } from '../contract.ts'
import { Columns, FromLists, ListImport } from '../unitLists.ts'
import { mapColumns } from '../unitRows.ts'
import { servePeopleFile } from './peopleFile.ts'
import { readPlan } from './planReading.ts'
import { importList, tryList } from './unitImports.ts'
import { readTable } from './unitList.ts'
import { bytesOf, listOf, MAX_FORM_BYTES, readFields, readForm, refuseFile } from './upload.ts'

const SAMPLE = 5

/** Lists of units as files: which columns they have, a rehearsal, an import, a plan; people to tell, to take along. */
export const plugin: Plugin = async (app, services) => {
  const { db, clock, actorOf } = services
  app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  const callerOf = async (request: Parameters<typeof actorOf>[0]) =>
    requirePermission(await actorOf(request), draftReorganisations, clock.today())
  const options = (summary: string) => ({
    bodyLimit: MAX_FORM_BYTES,
    config: { summary },
    // Who may not, is told so before anything of the file is read.
    onRequest: callerOf,
  })
  const callOf = (tx: Call['tx'], actor: Call['actor']): Call => ({
    tx,
    actor,
    now: clock.now(),
    today: clock.today(),
    language: actor.language,
    services,
  })

  app.post('/api/v1/unit-lists/columns', options('Các cột của một danh sách đơn vị (tệp `list`)'), async (request) => {
    const form = await readForm(request)
    const { columns } = readFields(z.object({ columns: Columns.default({}) }), form)
    const table = await readTable(await bytesOf(form, 'list'))
    if ('why' in table) return refuseFile(table)
    return {
      names: table.names,
      mapping: mapColumns(table.names, columns),
      rows: table.rows.length,
      leftOut: table.leftOut,
      sample: table.rows.slice(0, SAMPLE).map(({ cells }) => cells),
    }
  })

  for (const rehearsed of [true, false]) {
    const summary = rehearsed ? 'Làm thử nhập danh sách đơn vị, không ghi' : 'Nhập danh sách đơn vị (tệp `list`)'
    app.post(`/api/v1/unit-lists${rehearsed ? '/dry-run' : ''}`, options(summary), async (request, reply) => {
      const [actor, form] = await Promise.all([callerOf(request), readForm(request)])
      const asked = readFields(ListImport, form)
      const list = await listOf(form, 'list', asked.columns)
      const name = form.files.get('list')?.name ?? ''
      const run = (tx: Call['tx']) => importList(callOf(tx, actor), asked, name, list)
      if (rehearsed) return tryList(services, actor, run)
      return reply.status(201).send(await asActor(db, actor, clock, 'write', run))
    })
  }

  const fromLists = options(
    'Đọc danh sách đơn vị mới (tệp `list`) thành phương án, đối chiếu danh sách cũ (tệp `against`)',
  )
  app.post('/api/v1/reorganisations/from-lists', fromLists, async (request) => {
    const [actor, form] = await Promise.all([callerOf(request), readForm(request)])
    const asked = readFields(FromLists, form)
    const list = await listOf(form, 'list', asked.columns)
    const against = form.files.has('against') ? await listOf(form, 'against', asked.againstColumns) : null
    return asActor(db, actor, clock, 'read', (tx) => readPlan(callOf(tx, actor), asked, list, against))
  })
  servePeopleFile(app, services)
}
