import type { Certificate, CertificatePayload } from '#features/documents/certificate.ts'
import { type CertificateKeys, loadCertificateKeys } from '#features/documents/server/certificateKeys.ts'
import { signCertificate } from '#features/documents/server/certificate.ts'
import { findBodySettings } from '#features/documents/server/issuingBody.ts'
import type { SignedDocument } from '#features/documents/server/signing.ts'
import { TITLE } from '#features/documents/server/sources.ts'
import type { Places } from '#features/documents/server/naming.ts'
import type { Settings } from '#platform/server/settings.ts'
import type { Call } from '#platform/server/serve.ts'

const loaded = new Map<string, Promise<CertificateKeys>>()

/** The installation's keys, read once per process and data folder. */
export function certificateKeys({ dataDir, CERTIFICATE_KEY }: Settings): Promise<CertificateKeys> {
  const known = loaded.get(dataDir) ?? loadCertificateKeys(dataDir, CERTIFICATE_KEY)
  loaded.set(dataDir, known)
  return known
}

const inText = (name: string): string => name.charAt(0).toLocaleLowerCase('vi') + name.slice(1)
const nameAt = (name: string | null): string | null => name && inText(name)

export type NewCertificate = {
  id: string
  titleId: string
  places: Places
  year: number
  decider: string
  signer: { post: string; name: string }
  decision: SignedDocument & { symbol: string }
}

/** Appends the certificate of a title just granted: what is signed, its signature, and the words of the paper that day. */
export async function insertCertificate({ tx, services }: Call, made: NewCertificate): Promise<void> {
  const { decision, places, id } = made
  const payload: CertificatePayload = {
    certificateId: id,
    cell: places.name,
    commune: nameAt(places.commune) ?? '—',
    district: nameAt(places.district),
    province: nameAt(places.province),
    title: TITLE,
    year: made.year,
    decisionSymbol: decision.symbol,
    decidedOn: decision.dated,
    issuingBody: made.decider,
    recognisedOn: decision.dated,
  }
  const { certificateName, layout } = await findBodySettings(tx, decision.unitId)
  const paper: Omit<Certificate, 'payload'> = {
    name: certificateName,
    place: decision.content.place,
    signedOn: decision.dated,
    onBehalfOf: decision.content.body.collective,
    post: made.signer.post,
    signer: made.signer.name,
    settings: layout,
  }
  const { keyId, signature } = signCertificate(payload, await certificateKeys(services.settings))
  await tx
    .insertInto('certificate')
    .values({
      unit_id: places.unitId,
      id,
      title_id: made.titleId,
      document_id: decision.id,
      payload: JSON.stringify(payload),
      token: signature,
      key_id: keyId,
      issued_on: decision.dated,
      paper: JSON.stringify(paper),
    })
    .execute()
}
