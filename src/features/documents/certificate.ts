/** The certificate a recognised cell receives: what it states, how that is written down to be signed, how it reads. */
import { z } from 'zod'
import { spelled, layoutFor, type LayoutSettings } from './layout.ts'
import { shortDay, writtenDay } from './wording.ts'

const day = z.iso.date()
const words = z.string().min(1).max(300)

/**
 * What the signature vouches for. No person's name belongs here: the payload is shown to anybody who scans the code.
 * Units are named as they were called on the day of recognition.
 */
export const certificatePayload = z.strictObject({
  certificateId: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
  /** `Chi bộ ấp Cái Chốt` */
  cell: words,
  /** `xã Mỹ Thạnh` */
  commune: words,
  /** `huyện Giồng Trôm`; `null` where there was no district. */
  district: words.nullable(),
  province: words.nullable(),
  /** `trong sạch, vững mạnh toàn diện` */
  title: words,
  year: z.number().int().min(1930).max(9999),
  /** `127-QĐ/HU` */
  decisionSymbol: words,
  decidedOn: day,
  /** `Ban Thường vụ Huyện ủy Giồng Trôm` */
  issuingBody: words,
  recognisedOn: day,
})
export type CertificatePayload = z.infer<typeof certificatePayload>

/** The one text of a payload: composed, keys in alphabetical order. Equal payloads give equal texts and only those. */
export function canonicalPayload(payload: CertificatePayload): string {
  const entries = Object.entries(payload).map(
    ([key, value]) => [key, typeof value === 'string' ? value.normalize('NFC') : value] as const,
  )
  return JSON.stringify(Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1))))
}

/** What the certificate's file carries so that it can be checked without asking anybody. */
export const certificateSeal = z.strictObject({
  version: z.literal(1),
  payload: certificatePayload,
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** Over the payload alone; the QR code carries it too. */
  signature: z.base64url().max(128),
  /** Over the payload and the digest of every other byte of the file. */
  fileSignature: z.base64url().max(128),
})
export type CertificateSeal = z.infer<typeof certificateSeal>

/** What is signed for the paper: a prefix keeps this signature from ever standing for something else. */
export const payloadMessage = (payload: CertificatePayload): string =>
  `vung-manh/certificate/1\n${canonicalPayload(payload)}`

export type CertificateFormat = 'pdf' | 'docx'

/** What is signed for the file. */
export const fileMessage = (payload: CertificatePayload, format: CertificateFormat, digest: string): string =>
  `vung-manh/certificate-file/1\n${format}\n${digest}\n${canonicalPayload(payload)}`

/** `unknown_key`: signed with a key this installation does not trust, so nothing can be said. */
export type SignatureVerdict = 'genuine' | 'forged' | 'unknown_key'

export type CertificateVerification =
  /** Neither a PDF nor a Word file. */
  | { kind: 'not_a_certificate_file' }
  /** No seal inside: never issued here, or printed, scanned or saved anew without it. */
  | { kind: 'no_seal' }
  | { kind: 'unreadable_seal' }
  | {
      kind: 'sealed'
      format: CertificateFormat
      payload: CertificatePayload
      keyId: string
      signature: SignatureVerdict
      /** Any byte of the file differs from what was issued, or the seal was moved from another file. */
      altered: boolean
    }

/** The one word for a check, as the messages name it. */
export function verificationOutcome(check: CertificateVerification) {
  if (check.kind !== 'sealed') return check.kind
  if (check.signature !== 'genuine') return check.signature
  return check.altered ? 'altered' : 'genuine'
}

/** Where the QR code leads: the public page, with the signature that proves this paper was really issued. */
export function verifyAddress(origin: string, certificateId: string, keyId: string, signature: string): string {
  return `${origin.replace(/\/+$/, '')}/verify/${certificateId}?k=${keyId}&s=${signature}`
}

export type Certificate = {
  payload: CertificatePayload
  /** No document names the paper; one article calls it `bằng công nhận`. */
  name: 'Bằng công nhận' | 'Giấy công nhận'
  /** Who hands it out and signs it; a person's name stays on the paper. */
  place: string
  signedOn: string
  onBehalfOf: string
  post: string
  signer: string | null
  settings: Partial<LayoutSettings>
  /** Since when the title is revoked; a paper of a title that still holds has none, and bears no mark. */
  revokedOn?: string | null
}

export type CertificateSheet = {
  title: string
  day: string
  /** `ĐÃ THU HỒI từ ngày 01/9/2025`, across the paper; empty while the title holds. */
  marking: string
  national: string
  issuingBody: string
  name: string
  recognises: string
  cell: string
  /** Points; a long name takes a smaller letter rather than a second page. */
  cellSize: number
  where: string
  attains: string
  honour: string
  honourSize: number
  year: string
  decision: string
  placeAndDay: string
  signature: { onBehalfOf: string; post: string; postBold: boolean; name: string }
  scan: string
  id: string
}

const upper = (text: string): string => text.toLocaleUpperCase('vi')

/** The largest letter in which so many capitals stay on one line of the paper. */
function lineSize(text: string, usual: number): number {
  if (text.length <= 900 / usual) return usual
  return text.length <= 48 ? Math.min(usual, 20) : 16
}

/** The certificate word by word. */
export function certificateSheet({ payload, settings, ...paper }: Certificate): CertificateSheet {
  const layout = layoutFor(paper.signedOn, settings)
  const said = (text: string) => spelled(text, layout.spelling)
  const { cell, commune, district, province, title, year, decisionSymbol, decidedOn, issuingBody } = payload
  return {
    title: said(`${paper.name} ${cell}`),
    day: paper.signedOn,
    marking: paper.revokedOn ? `ĐÃ THU HỒI từ ngày ${shortDay(paper.revokedOn)}` : '',
    national: 'ĐẢNG CỘNG SẢN VIỆT NAM',
    issuingBody: said(upper(issuingBody)),
    name: upper(paper.name),
    recognises: 'Công nhận',
    cell: said(upper(cell)),
    cellSize: lineSize(cell, 26),
    where: said([commune, district, province].filter((place) => place !== null).join(', ')),
    attains: 'đạt danh hiệu',
    honour: said(upper(title)),
    honourSize: lineSize(title, 22),
    year: `năm ${year}`,
    decision: said(`Quyết định số ${decisionSymbol}, ngày ${shortDay(decidedOn)}`),
    placeAndDay: said(`${paper.place}, ${writtenDay(paper.signedOn)}`),
    signature: {
      onBehalfOf: said(upper(`T/M ${paper.onBehalfOf}`)),
      post: said(upper(paper.post)),
      postBold: layout.postBold,
      name: (paper.signer ?? '').normalize('NFC'),
    },
    scan: 'Quét mã để kiểm tra',
    id: payload.certificateId,
  }
}

/** The words of the paper in reading order. */
export function certificateTexts(sheet: CertificateSheet): string[] {
  const { signature } = sheet
  return [
    sheet.marking,
    sheet.national,
    sheet.issuingBody,
    sheet.name,
    sheet.recognises,
    sheet.cell,
    sheet.where,
    sheet.attains,
    sheet.honour,
    sheet.year,
    sheet.decision,
    sheet.scan,
    sheet.id,
    sheet.placeAndDay,
    signature.onBehalfOf,
    signature.post,
    signature.name,
  ].filter(Boolean)
}
