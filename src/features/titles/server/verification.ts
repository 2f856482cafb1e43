import { sql } from 'kysely'
import { z } from 'zod'
import { certificatePayload, type SignatureVerdict } from '#features/documents/certificate.ts'
import { verifySignature } from '#features/documents/server/certificate.ts'
import { getProgramme } from '#features/programmes/server/queries.ts'
import { Id } from '#shared/contract.ts'
import type { Tx } from '#platform/server/database.ts'
import type { Settings } from '#platform/server/settings.ts'
import type { Verification } from '../contract.ts'
import { successionOf, titleStates } from '../title.ts'
import { inChargeOf } from './authority.ts'
import { certificateKeys } from './certificates.ts'

const Row = z.object({
  payload: certificatePayload,
  keyId: z.string(),
  unitId: z.string(),
  programmeId: z.string(),
  programme: z.string(),
  grantedBy: z.string(),
  grantedBody: z.string(),
  decisionNumber: z.string(),
  decisionDate: z.string(),
  recognisedOn: z.string(),
  expiresOn: z.string().nullable(),
  state: z.enum(titleStates),
  since: z.string(),
  corrected: z.boolean(),
})

/** What anybody may know of a certificate, by a function of the database that returns nothing of any person. */
export async function findPublicCertificate(tx: Tx, certificateId: string): Promise<z.infer<typeof Row> | null> {
  if (!Id.safeParse(certificateId).success) return null
  const { rows } = await sql`select payload, key_id as "keyId", unit_id as "unitId", programme_id as "programmeId",
    programme, granted_by as "grantedBy", granted_body as "grantedBody", decision_number as "decisionNumber",
    decision_date as "decisionDate", recognised_on as "recognisedOn", expires_on as "expiresOn", state,
    state_since as since, corrected
    from public_certificate(${certificateId}::uuid)`.execute(tx)
  const [row] = rows
  return row === undefined ? null : Row.parse(row)
}

type Asked = { certificateId: string; k?: string | undefined; s?: string | undefined }
type Asking = { tx: Tx; today: string; services: { settings: Settings } }

/**
 * Whether a certificate was issued here, whether its code carries the right signature, and whether the title still holds.
 * A wrong signature tells nothing of the certificate: whoever made that code does not get it confirmed.
 */
export async function verifyCertificate(call: Asking, { certificateId, k, s }: Asked): Promise<Verification> {
  const { tx, today, services } = call
  const row = await findPublicCertificate(tx, certificateId)
  if (row === null) return { outcome: 'unknown', certificate: null, checkedOn: today }
  const { trusted } = await certificateKeys(services.settings)
  const outcome: SignatureVerdict | 'unsigned' =
    k === undefined || s === undefined ? 'unsigned' : verifySignature(row.payload, { keyId: k, signature: s }, trusted)
  if (outcome === 'forged' || outcome === 'unknown_key') return { outcome, certificate: null, checkedOn: today }
  // Whoever scans a code holds no position: who keeps the title is read as anybody may read it.
  await sql`select set_config('role', 'vung_manh_public', true)`.execute(tx)
  const programme = await getProgramme(tx, row.programmeId)
  const inCharge = await inChargeOf(call, { cellId: row.unitId, grantedBy: row.grantedBy, programme })
  const ended = row.state !== 'revoked' && row.expiresOn !== null && row.expiresOn <= today
  return {
    outcome,
    certificate: {
      ...row.payload,
      decisionSymbol: row.decisionNumber,
      decidedOn: row.decisionDate,
      recognisedOn: row.recognisedOn,
      issuingBody: row.grantedBody,
      programme: row.programme,
      state: ended ? 'expired' : row.state,
      since: ended && row.expiresOn !== null ? row.expiresOn : row.since,
      expiresOn: row.expiresOn,
      inCharge: successionOf(row.grantedBy, inCharge),
      corrected: row.corrected,
    },
    checkedOn: today,
  }
}
