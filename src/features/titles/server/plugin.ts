import { z } from 'zod'
import { type Certificate, certificatePayload } from '#features/documents/certificate.ts'
import {
  previewCertificate,
  renderCertificateDocx,
  renderCertificatePdf,
} from '#features/documents/server/certificate.ts'
import {
  type Download,
  fileHeaders,
  inReading,
  notFoundUnless,
  sendDocument,
} from '#features/documents/server/download.ts'
import { chosenLayout } from '#features/documents/storedDocument.ts'
import type { Plugin } from '#platform/server/discover.ts'
import { record } from '#platform/server/journal.ts'
import type { Call } from '#platform/server/serve.ts'
import { Id } from '#shared/contract.ts'
import { Problem } from '#shared/problem.ts'
import { readTitles } from '../contract.ts'
import { certificateKeys } from './certificates.ts'
import { draftDecision } from './decisionPage.ts'
import { findPublicCertificate } from './verification.ts'

const Format = z.enum(['pdf', 'docx', 'svg'])
const DraftAddress = z.object({ dossierId: Id, format: Format })
const CertificateAddress = z.object({ certificateId: Id, format: Format })

/** The draft of a decision as the paper looks, and certificates as files; both behind row-level security. */
export const plugin: Plugin = async (app, services) => {
  app.get('/api/v1/dossiers/:dossierId/decision-draft/:format', { compress: false }, async (request, reply) => {
    const { dossierId, format } = notFoundUnless(DraftAddress, request.params, 'document')
    const { document } = await inReading(services, request, readTitles, (call) => draftDecision(call, dossierId))
    return sendDocument(reply, { document, format, name: `Dự thảo quyết định, ${document.abstract}` })
  })
  app.get('/api/v1/certificates/:certificateId/:format', { compress: false }, async (request, reply) => {
    const { certificateId, format } = notFoundUnless(CertificateAddress, request.params, 'certificate')
    const certificate = await inReading(services, request, readTitles, (call) =>
      openCertificate(call, certificateId, format),
    )
    const issuing = { keys: await certificateKeys(services.settings), origin: services.settings.origin }
    const name = `${certificate.name} ${certificate.payload.cell}`
    reply.headers(fileHeaders(name, format))
    return reply.send(await render(format)(certificate, issuing))
  })
}

const renderers = { pdf: renderCertificatePdf, docx: renderCertificateDocx, svg: previewCertificate }
const render =
  (format: Download) =>
  async (...given: Parameters<typeof renderCertificatePdf>) =>
    Buffer.from(await renderers[format](...given))

const Paper = z.object({
  name: z.enum(['Bằng công nhận', 'Giấy công nhận']),
  place: z.string(),
  signedOn: z.string(),
  onBehalfOf: z.string(),
  post: z.string(),
  signer: z.string().nullable(),
  settings: chosenLayout,
})

/** The certificate as it was made, marked once its title is revoked; whoever takes it along as a file is in the journal. */
async function openCertificate(call: Call, certificateId: string, format: Download): Promise<Certificate> {
  const row = await call.tx
    .selectFrom('certificate')
    .select(['unit_id as unitId', 'payload', 'paper'])
    .where('id', '=', certificateId)
    .executeTakeFirst()
  if (!row) throw new Problem('not_found', { reason: 'certificate' })
  if (format !== 'svg') {
    await record(call, {
      action: 'certificate.downloaded',
      objectType: 'certificate',
      objectId: certificateId,
      unitId: row.unitId,
      after: { format },
    })
  }
  const known = await findPublicCertificate(call.tx, certificateId)
  const revokedOn = known?.state === 'revoked' ? known.since : null
  return { payload: certificatePayload.parse(row.payload), ...Paper.parse(row.paper), revokedOn }
}
