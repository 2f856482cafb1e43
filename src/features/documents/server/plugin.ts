import { z } from 'zod'
import type { Plugin } from '#platform/server/discover.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Id } from '#shared/contract.ts'
import { readDocuments } from '../contract.ts'
import { isNumbered } from '../document.ts'
import { type Download, inReading, notFoundUnless, sendDocument } from './download.ts'
import { documentOf, type DocumentRow } from './documentRow.ts'
import { symbolOf } from './draft.ts'
import { getDocumentRow } from './queries.ts'

const Address = z.object({ documentId: Id, format: z.enum(['pdf', 'docx', 'svg']) })

/** A document as a file, rendered from what is kept: both formats say the same, a draft says it is one. */
export const plugin: Plugin = async (app, services) => {
  app.get(
    '/api/v1/documents/:documentId/:format',
    { compress: false, config: { summary: 'Tải văn bản (pdf, docx)' } },
    async (request, reply) => {
      const { documentId, format } = notFoundUnless(Address, request.params, 'document')
      const row = await inReading(services, request, readDocuments, (call) => openFile(call, documentId, format))
      return sendDocument(reply, {
        document: documentOf(row),
        format,
        name: `${symbolOf(row) ?? row.content.typeName} ${row.subject}`,
      })
    },
  )
}

/** Whoever takes a signed document along is in the journal; looking at it is not. */
async function openFile(call: Call, documentId: string, format: Download): Promise<DocumentRow> {
  const row = await getDocumentRow(call.tx, documentId)
  if (format !== 'svg' && isNumbered(row.state)) {
    await record(call, {
      action: 'document.downloaded',
      objectType: 'document',
      objectId: row.id,
      unitId: row.unitId,
      after: { format },
    })
  }
  return row
}
