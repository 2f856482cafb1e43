import { sign, verify } from 'node:crypto'
import {
  type Certificate,
  type CertificatePayload,
  type CertificateSeal,
  type CertificateVerification,
  certificateSeal,
  certificateSheet,
  fileMessage,
  payloadMessage,
  type SignatureVerdict,
  verifyAddress,
} from '../certificate.ts'
import { certificateWord } from './certificateDocx.ts'
import type { CertificateKeys } from './certificateKeys.ts'
import { codeImage, codeRuns } from './qr.ts'
import { readSealedFile, sealFile } from './seal.ts'
import { compilePdf, compilePicture } from './typst.ts'

/** What issuing needs besides the certificate: the keys, and the address of the public page, `https://…`. */
export type CertificateIssuing = { keys: CertificateKeys; origin: string }

const signText = (message: string, { current }: CertificateKeys): string =>
  sign(null, Buffer.from(message), current.privateKey).toString('base64url')

/** The signature over a payload, as the QR code and the file carry it. */
export function signCertificate(
  payload: CertificatePayload,
  keys: CertificateKeys,
): { keyId: string; signature: string } {
  return { keyId: keys.current.id, signature: signText(payloadMessage(payload), keys) }
}

function sealed(bytes: Uint8Array, payload: CertificatePayload, keys: CertificateKeys): Uint8Array {
  return sealFile(bytes, ({ format, digest }) => {
    const fileSignature = signText(fileMessage(payload, format, digest), keys)
    const seal: CertificateSeal = { version: 1, payload, ...signCertificate(payload, keys), fileSignature }
    return Buffer.from(JSON.stringify(seal)).toString('base64url')
  })
}

function addressOf(payload: CertificatePayload, { keys, origin }: CertificateIssuing): string {
  const { keyId, signature } = signCertificate(payload, keys)
  return verifyAddress(origin, payload.certificateId, keyId, signature)
}

/** The certificate as a sealed PDF; the same certificate gives the same bytes. */
export async function renderCertificatePdf(certificate: Certificate, issuing: CertificateIssuing): Promise<Uint8Array> {
  const code = codeRuns(addressOf(certificate.payload, issuing))
  const sheet = certificateSheet(certificate)
  const pdf = await compilePdf('certificate.typ', { sheet: JSON.stringify(sheet), code: JSON.stringify(code) })
  return sealed(pdf, certificate.payload, issuing.keys)
}

/** The certificate as a picture for a screen; it carries no seal. */
export async function previewCertificate(certificate: Certificate, issuing: CertificateIssuing): Promise<Uint8Array> {
  const code = codeRuns(addressOf(certificate.payload, issuing))
  const sheet = certificateSheet(certificate)
  return compilePicture('certificate.typ', { sheet: JSON.stringify(sheet), code: JSON.stringify(code) })
}

/** The certificate as a sealed Word file of the same content. */
export async function renderCertificateDocx(
  certificate: Certificate,
  issuing: CertificateIssuing,
): Promise<Uint8Array> {
  const image = await codeImage(addressOf(certificate.payload, issuing))
  return sealed(await certificateWord(certificateSheet(certificate), image), certificate.payload, issuing.keys)
}

/** Whether a signature (from a QR code) was made for this payload by a trusted key. */
export function verifySignature(
  payload: CertificatePayload,
  { keyId, signature }: { keyId: string; signature: string },
  trusted: CertificateKeys['trusted'],
): SignatureVerdict {
  return check(payloadMessage(payload), keyId, signature, trusted)
}

function check(
  message: string,
  keyId: string,
  signature: string,
  trusted: CertificateKeys['trusted'],
): SignatureVerdict {
  const key = trusted.get(keyId)
  if (!key) return 'unknown_key'
  return verify(null, Buffer.from(message), key, Buffer.from(signature, 'base64url')) ? 'genuine' : 'forged'
}

function parseSeal(token: string): CertificateSeal | null {
  try {
    return certificateSeal.safeParse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))).data ?? null
  } catch {
    // Not JSON: the seal is as unreadable as one of another shape.
    return null
  }
}

/**
 * Reads a certificate's file without asking anybody. It tells whether the stated facts were signed by a trusted key and
 * whether a single byte of the file has changed since. A Word file that was opened and saved again counts as altered,
 * its signature stays genuine. It cannot tell whether the title is still in force: that needs the public page.
 */
export function verifyCertificateFile(bytes: Uint8Array, trusted: CertificateKeys['trusted']): CertificateVerification {
  const file = readSealedFile(bytes)
  if (!file) return { kind: 'not_a_certificate_file' }
  if (file.token === '') return { kind: 'no_seal' }
  const seal = parseSeal(file.token)
  if (!seal) return { kind: 'unreadable_seal' }
  const { payload, keyId, fileSignature } = seal
  const whole = check(fileMessage(payload, file.format, file.digest), keyId, fileSignature, trusted)
  const signature = verifySignature(payload, seal, trusted)
  return { kind: 'sealed', format: file.format, payload, keyId, signature, altered: whole !== 'genuine' }
}
