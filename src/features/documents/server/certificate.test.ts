import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { certificate } from '#tests/papers.ts'
import { certificateSheet, certificateTexts } from '../certificate.ts'
import {
  type CertificateIssuing,
  renderCertificateDocx,
  renderCertificatePdf,
  signCertificate,
  verifyCertificateFile,
  verifySignature,
} from './certificate.ts'
import { loadCertificateKeys } from './certificateKeys.ts'
import { unzipParts, zipParts } from './zip.ts'

const { payload } = certificate
const other = { ...payload, cell: 'Chi bộ ấp Bến Đò' }
let folder: string
let issuing: CertificateIssuing
let pdf: Uint8Array
let docx: Uint8Array

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'vung-manh-keys-'))
  issuing = { keys: await loadCertificateKeys(folder), origin: 'https://vung-manh.test' }
  pdf = await renderCertificatePdf(certificate, issuing)
  docx = await renderCertificateDocx(certificate, issuing)
})
afterAll(() => rm(folder, { recursive: true }))

const verdictOf = (bytes: Uint8Array) => verifyCertificateFile(bytes, issuing.keys.trusted)
const sealOf = (bytes: Uint8Array) =>
  /%VungManh-Certificate ([\w-]+)\n/.exec(Buffer.from(bytes).toString('latin1'))?.[0] ?? ''

function withText(file: Uint8Array, part: string, change: (text: string) => string): Uint8Array {
  const parts = unzipParts(file) ?? new Map<string, Uint8Array>()
  const text = change(new TextDecoder().decode(parts.get(part)))
  return zipParts(new Map(parts).set(part, new TextEncoder().encode(text)))
}

describe('a certificate file', () => {
  it('tells what it certifies, that it is genuine and untouched, from the PDF and from the Word file', () => {
    const sound = { kind: 'sealed', payload, signature: 'genuine', altered: false, keyId: issuing.keys.current.id }
    expect(verdictOf(pdf)).toEqual({ ...sound, format: 'pdf' })
    expect(verdictOf(docx)).toEqual({ ...sound, format: 'docx' })
  })

  it('has the same bytes each time it is made', async () => {
    expect(Buffer.from(await renderCertificatePdf(certificate, issuing)).equals(pdf)).toBe(true)
    expect(Buffer.from(await renderCertificateDocx(certificate, issuing)).equals(docx)).toBe(true)
  })

  it('says in Word what the paper says', () => {
    const xml = new TextDecoder().decode(unzipParts(docx)?.get('word/document.xml'))
    const said = [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text)
    expect(said).toEqual(certificateTexts(certificateSheet(certificate)))
  })

  it('never passes for genuine and untouched once any byte of the PDF is changed', () => {
    fc.assert(
      fc.property(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = pdf.slice()
        changed[at] = ((changed[at] ?? 0) + by) % 256
        const verdict = verdictOf(changed)
        if (verdict.kind === 'sealed') expect(verdict.altered || verdict.signature !== 'genuine').toBe(true)
        else expect(['no_seal', 'unreadable_seal', 'not_a_certificate_file']).toContain(verdict.kind)
      }),
      { numRuns: 300 },
    )
  })

  it('shows that something was appended to the PDF, as incremental editors do', () => {
    expect(verdictOf(Buffer.concat([pdf, Buffer.from('\n1 0 obj\n<<>>\nendobj\n%%EOF')]))).toMatchObject({
      signature: 'genuine',
      altered: true,
    })
  })

  it('shows that a seal was moved to another place or to another file', async () => {
    const foreign = await renderCertificatePdf({ ...certificate, payload: other }, issuing)
    const body = Buffer.from(pdf).toString('latin1').replace(sealOf(pdf), '')
    const forged = Buffer.from(foreign).toString('latin1').replace(sealOf(foreign), sealOf(pdf))
    expect(verdictOf(Buffer.from(forged, 'latin1'))).toMatchObject({ payload, signature: 'genuine', altered: true })
    expect(verdictOf(Buffer.from(`${body}${sealOf(pdf)}`, 'latin1'))).toMatchObject({ altered: true })
  })

  it('shows that words of the Word file were changed', () => {
    const changed = withText(docx, 'word/document.xml', (xml) => xml.replace('CÁI CHỐT', 'BẾN ĐÒ'))
    expect(verdictOf(changed)).toMatchObject({ payload, signature: 'genuine', altered: true })
  })

  it('shows what changed in the Word file, whichever byte was touched', () => {
    const issued = unzipParts(docx)
    fc.assert(
      fc.property(fc.nat(docx.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const changed = docx.slice()
        changed[at] = ((changed[at] ?? 0) + by) % 256
        const verdict = verdictOf(changed)
        const passes = verdict.kind === 'sealed' && verdict.signature === 'genuine' && !verdict.altered
        if (passes) expect(unzipParts(changed)).toEqual(issued)
      }),
      { numRuns: 200 },
    )
  })

  it('is not believed when its archive names a part twice', () => {
    const parts = unzipParts(docx) ?? new Map<string, Uint8Array>()
    const doubled = zipParts(new Map(parts).set('word/document.xmX', new TextEncoder().encode('<other/>')))
    const renamed = Buffer.from(doubled).toString('latin1').replaceAll('word/document.xmX', 'word/document.xml')
    expect(verdictOf(Buffer.from(renamed, 'latin1'))).toEqual({ kind: 'not_a_certificate_file' })
  })

  it('is forged when its payload was rewritten', () => {
    const token = sealOf(pdf).split(' ')[1]?.trim() ?? ''
    const seal: { payload: object } = JSON.parse(Buffer.from(token, 'base64url').toString())
    const rewritten = Buffer.from(JSON.stringify({ ...seal, payload: other })).toString('base64url')
    const forged = Buffer.from(pdf).toString('latin1').replace(token, rewritten)
    expect(verdictOf(Buffer.from(forged, 'latin1'))).toMatchObject({
      payload: other,
      signature: 'forged',
      altered: true,
    })
  })

  it.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\r\n'],
    ['half an archive', 'PK\u0003\u0004xxxx'],
  ])('is not seen in %s', (_, text) => {
    expect(verdictOf(Buffer.from(text, 'latin1'))).toEqual({ kind: 'not_a_certificate_file' })
  })

  it('without its seal cannot be checked', () => {
    const bare = Buffer.from(pdf).toString('latin1').replace(sealOf(pdf), '')
    expect(verdictOf(Buffer.from(bare, 'latin1'))).toEqual({ kind: 'no_seal' })
    expect(verdictOf(withText(docx, 'docProps/custom.xml', () => '<Properties/>'))).toEqual({ kind: 'no_seal' })
  })

  it('with a damaged seal cannot be checked', () => {
    const damaged = Buffer.from(pdf).toString('latin1').replace(sealOf(pdf), '%VungManh-Certificate e30\n')
    expect(verdictOf(Buffer.from(damaged, 'latin1'))).toEqual({ kind: 'unreadable_seal' })
  })
})

describe('the signature in the QR code', () => {
  it('vouches for its payload and no other', () => {
    const signed = signCertificate(payload, issuing.keys)
    expect(verifySignature(payload, signed, issuing.keys.trusted)).toBe('genuine')
    expect(verifySignature(other, signed, issuing.keys.trusted)).toBe('forged')
    expect(verifySignature(payload, { ...signed, signature: 'x' }, issuing.keys.trusted)).toBe('forged')
  })
})

describe('the signing key', () => {
  it('is made once, for its owner only, and found again', async () => {
    const again = await loadCertificateKeys(folder)
    expect(again.current.id).toBe(issuing.keys.current.id)
    expect((await stat(path.join(folder, 'certificate-key.pem'))).mode & 0o777).toBe(0o600)
  })

  it('is the same for all who start at once', async () => {
    const fresh = path.join(folder, 'fresh')
    const all = await Promise.all(Array.from({ length: 5 }, () => loadCertificateKeys(fresh)))
    expect(new Set(all.map(({ current }) => current.id)).size).toBe(1)
  })

  it('may come from the environment, and certificates of the one before stay genuine', async () => {
    const elsewhere = path.join(folder, 'elsewhere')
    await loadCertificateKeys(elsewhere)
    const pem = await readFile(path.join(elsewhere, 'certificate-key.pem'), 'utf8')
    const changed = await loadCertificateKeys(folder, pem)
    expect(changed.current.id).not.toBe(issuing.keys.current.id)
    expect(verifyCertificateFile(pdf, changed.trusted)).toMatchObject({ signature: 'genuine', altered: false })
  })

  it('that nobody here knows proves nothing', async () => {
    const stranger = await loadCertificateKeys(path.join(folder, 'stranger'))
    expect(verifyCertificateFile(pdf, stranger.trusted)).toMatchObject({ signature: 'unknown_key', altered: true })
  })
})
