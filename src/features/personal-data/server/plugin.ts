import { z } from 'zod'
import { frameOf, nameFor, unsigned } from '#features/documents/server/naming.ts'
import { inReading, notFoundUnless, sendDocument } from '#features/documents/server/download.ts'
import { issuingBodyOf } from '#features/documents/issuer.ts'
import type { OfficialDocument } from '#features/documents/content.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Id } from '#shared/contract.ts'
import { breachReport } from '../breachReport.ts'
import { keepBreaches, readOwnData } from '../contract.ts'
import { ownDocument } from '../ownDocument.ts'
import { getBreach } from './breaches.ts'
import { findOwnData, IN_A_FILE } from './ownData.ts'

const BreachAddress = z.object({ breachId: Id, format: z.enum(['pdf', 'docx']) })
const OwnAddress = z.object({ format: z.enum(['json', 'html']) })

/** What one takes along of one's own data, and the report of a breach as an official document. */
export const plugin: Plugin = async (app, services) => {
  app.get(
    '/api/v1/me/data/file/:format',
    { compress: false, config: { summary: 'Mang theo dữ liệu của mình (json, html)' } },
    async (request, reply) => {
      const { format } = notFoundUnless(OwnAddress, request.params, 'file')
      const text = await inReading(services, request, readOwnData, (call) => ownFile(call, format))
      const type = format === 'json' ? 'application/json' : 'text/html'
      return reply
        .headers({
          'content-type': `${type}; charset=utf-8`,
          'content-disposition': `attachment; filename="du-lieu-cua-toi.${format}"`,
          'cache-control': 'private, no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        })
        .send(text)
    },
  )
  app.get(
    '/api/v1/data-breaches/:breachId/report/:format',
    { compress: false, config: { summary: 'Báo cáo sự cố dữ liệu cá nhân (pdf, docx)' } },
    async (request, reply) => {
      const { breachId, format } = notFoundUnless(BreachAddress, request.params, 'data_breach')
      const document = await inReading(services, request, keepBreaches, (call) => reportOf(call, breachId, format))
      return sendDocument(reply, { document, format, name: `Báo cáo ${document.abstract}` })
    },
  )
}

async function ownFile(call: Call, format: 'json' | 'html'): Promise<string> {
  const parts = await findOwnData(call, IN_A_FILE)
  const { actor, now } = call
  await record(call, {
    action: 'personal_data.taken',
    objectType: 'person',
    objectId: actor.personId ?? '',
    unitId: null,
    after: { format },
  })
  const file = { name: actor.name ?? '', at: now.toISOString(), parts }
  return format === 'json' ? JSON.stringify(file, null, 2) : ownDocument(file)
}

async function reportOf(call: Call, breachId: string, format: string): Promise<OfficialDocument> {
  const breach = await getBreach(call, breachId)
  const unit = await nameFor(call, {
    paper: 'breachReport',
    name: 'issuingBody',
    unitId: breach.unitId,
    fact: call.today,
  })
  const body = issuingBodyOf(unit, unit.level === 'commune' ? 'committee' : 'standing_committee')
  const frame = await frameOf(call, { unit, body, recipients: [], signing: unsigned })
  await record(call, {
    action: 'data_breach.reported',
    objectType: 'data_breach',
    objectId: breachId,
    unitId: breach.unitId,
    after: { format },
  })
  return breachReport(frame, breach)
}
