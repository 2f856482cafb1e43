import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificate } from '#tests/papers.ts'
import {
  canonicalPayload,
  certificatePayload,
  certificateSheet,
  certificateTexts,
  verificationOutcome,
  verifyAddress,
} from './certificate.ts'

const { payload } = certificate
import { en, vi } from './messages.ts'

describe('the payload of a certificate', () => {
  it('is one text whatever the order of its fields and the form of its letters', () => {
    const shuffled = certificatePayload.parse(
      Object.fromEntries(
        Object.entries(payload)
          .toReversed()
          .map(([key, value]) => [key, typeof value === 'string' ? value.normalize('NFD') : value]),
      ),
    )
    expect(canonicalPayload(shuffled)).toBe(canonicalPayload(payload))
  })

  it('has a different text as soon as one field differs', () => {
    const field = fc.constantFrom('cell', 'commune', 'title', 'decisionSymbol', 'issuingBody')
    fc.assert(
      fc.property(field, fc.string({ minLength: 1, maxLength: 20 }), (name, value) => {
        const changed = { ...payload, [name]: `${payload.cell} ${value}` }
        expect(canonicalPayload(changed)).not.toBe(canonicalPayload(payload))
      }),
    )
  })

  it('has no place for a person', () => {
    expect(certificatePayload.safeParse({ ...payload, signer: 'Nguyễn Văn Mẫu' }).success).toBe(false)
    expect(canonicalPayload(payload)).not.toContain('Mẫu')
  })

  it.each([
    ['certificateId', '../../x'],
    ['decidedOn', '2021-02-30'],
    ['cell', ''],
    ['cell', 'x'.repeat(301)],
  ])('refuses %s = %j', (field, value) => {
    expect(certificatePayload.safeParse({ ...payload, [field]: value }).success).toBe(false)
  })
})

describe('the paper', () => {
  it('says who recognises whom for what', () => {
    expect(certificateTexts(certificateSheet(certificate)).slice(0, 10)).toEqual([
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'BAN THƯỜNG VỤ HUYỆN UỶ GIỒNG TRÔM',
      'BẰNG CÔNG NHẬN',
      'Công nhận',
      'CHI BỘ ẤP CÁI CHỐT',
      'xã Mỹ Thạnh, huyện Giồng Trôm, tỉnh Bến Tre',
      'đạt danh hiệu',
      'TRONG SẠCH, VỮNG MẠNH TOÀN DIỆN',
      'năm 2021',
      'Quyết định số 127-QĐ/HU, ngày 20/12/2021',
    ])
  })

  it('names no district where there is none', () => {
    const sheet = certificateSheet({ ...certificate, payload: { ...payload, district: null } })
    expect(sheet.where).toBe('xã Mỹ Thạnh, tỉnh Bến Tre')
  })

  it('bears a mark with the day once its title is revoked, and none before', () => {
    expect(certificateSheet(certificate).marking).toBe('')
    const revoked = certificateSheet({ ...certificate, revokedOn: '2025-09-01' })
    expect(revoked.marking).toBe('ĐÃ THU HỒI từ ngày 01/9/2025')
    expect(certificateTexts(revoked)[0]).toBe(revoked.marking)
  })

  it('leads to the public page whether or not the origin ends with a slash', () => {
    const addresses = ['https://a.vn', 'https://a.vn/'].map((origin) => verifyAddress(origin, 'id', 'k1', 's1'))
    expect(addresses).toEqual(['https://a.vn/verify/id?k=k1&s=s1', 'https://a.vn/verify/id?k=k1&s=s1'])
  })
})

describe('the outcome of a check', () => {
  const sealed = { kind: 'sealed', format: 'pdf', payload, keyId: 'k' } as const

  it('has a word in both languages, and puts a wrong signature before a changed file', () => {
    const outcomes = [
      verificationOutcome({ ...sealed, signature: 'genuine', altered: false }),
      verificationOutcome({ ...sealed, signature: 'genuine', altered: true }),
      verificationOutcome({ ...sealed, signature: 'forged', altered: true }),
      verificationOutcome({ ...sealed, signature: 'unknown_key', altered: true }),
      verificationOutcome({ kind: 'no_seal' }),
      verificationOutcome({ kind: 'unreadable_seal' }),
      verificationOutcome({ kind: 'not_a_certificate_file' }),
    ]
    for (const words of [vi, en]) expect(outcomes).toEqual(Object.keys(words.verification))
  })
})
