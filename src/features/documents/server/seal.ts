/**
 * The seal inside a certificate's file. In a PDF it is a comment before the last cross-reference, in a Word file a
 * document property; the digest that is signed covers everything else, byte by byte.
 */
import { createHash } from 'node:crypto'
import type { CertificateFormat } from '../certificate.ts'
import { type Parts, unzipParts, zipParts } from './zip.ts'

const PDF_MARK = '%VungManh-Certificate '
const CROSS_REFERENCE = 'startxref'
export const WORD_PROPERTY = 'VungManhCertificate'
const WORD_PART = 'docProps/custom.xml'
const wordToken = new RegExp(`(name="${WORD_PROPERTY}"[^>]*>\\s*<vt:lpwstr[^>]*>)([^<]*)(</vt:lpwstr>)`)

export type SealedFile = {
  format: CertificateFormat
  /** The seal as found, `''` when there is none. */
  token: string
  /** SHA-256, hexadecimal, of everything but the seal. */
  digest: string
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

function readPdf(bytes: Buffer): SealedFile {
  const start = bytes.lastIndexOf(PDF_MARK)
  const end = start < 0 ? -1 : bytes.indexOf('\n', start)
  if (end < 0) return { format: 'pdf', token: '', digest: sha256(bytes) }
  const token = bytes.subarray(start + PDF_MARK.length, end).toString('latin1')
  const inPlace = bytes.indexOf(CROSS_REFERENCE, end) === end + 1
  const rest = Buffer.concat([bytes.subarray(0, start), bytes.subarray(end + 1)])
  return { format: 'pdf', token, digest: sha256(inPlace ? rest : bytes) }
}

function sealPdf(bytes: Buffer, token: string): Uint8Array {
  const at = bytes.lastIndexOf(CROSS_REFERENCE)
  if (at < 0) throw new Error('the PDF has no cross-reference')
  const seal = Buffer.from(`${PDF_MARK}${token}\n`, 'latin1')
  return new Uint8Array(Buffer.concat([bytes.subarray(0, at), seal, bytes.subarray(at)]))
}

const propertiesOf = (parts: Parts): string => new TextDecoder().decode(parts.get(WORD_PART))

function readWord(parts: Parts): SealedFile {
  const properties = propertiesOf(parts)
  const token = wordToken.exec(properties)?.[2] ?? ''
  const unsealed = new Map(parts).set(WORD_PART, new TextEncoder().encode(properties.replace(wordToken, '$1$3')))
  const lines = [...unsealed].map(([name, bytes]) => `${sha256(name)} ${sha256(bytes)}`)
  return { format: 'docx', token, digest: sha256(lines.toSorted().join('\n')) }
}

function sealWord(parts: Parts, token: string): Uint8Array {
  const properties = propertiesOf(parts)
  if (!wordToken.test(properties)) throw new Error('the Word file has no place for the seal')
  const sealed = new TextEncoder().encode(properties.replace(wordToken, `$1${token}$3`))
  return zipParts(new Map(parts).set(WORD_PART, sealed))
}

const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))

/** Reads the seal of a PDF or Word file; `null` when the bytes are neither. */
export function readSealedFile(bytes: Uint8Array): SealedFile | null {
  const buffer = Buffer.from(bytes)
  if (isPdf(buffer)) return readPdf(buffer)
  const parts = unzipParts(bytes)
  return parts?.has('word/document.xml') ? readWord(parts) : null
}

/** The same file with the seal that `sign` makes for its digest. The file must not be sealed yet. */
export function sealFile(bytes: Uint8Array, sign: (unsealed: SealedFile) => string): Uint8Array {
  const unsealed = readSealedFile(bytes)
  const parts = unsealed?.format === 'docx' ? unzipParts(bytes) : null
  if (!unsealed || (unsealed.format === 'docx' && !parts)) throw new Error('only a PDF or a Word file can be sealed')
  const token = sign(unsealed)
  return parts ? sealWord(parts, token) : sealPdf(Buffer.from(bytes), token)
}
