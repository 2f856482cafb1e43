import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bodies, papers } from '#tests/papers.ts'
import { type Block, heading, type OfficialDocument, paragraph } from './content.ts'
import { documentTypes } from './document.ts'
import { sheetOf, sheetTexts } from './sheet.ts'

const decision = papers.recognitionDecision
const texts = (document: OfficialDocument) => sheetTexts(sheetOf(document))
const linesOf = (blocks: Block[]) =>
  sheetOf({ ...decision, blocks }).blocks.flatMap((it) => (it.kind === 'line' ? [`${it.lead} ${it.text}`.trim()] : []))

describe('a sheet', () => {
  it('reads from header to signature as a decision does', () => {
    expect(texts({ ...decision, settings: { spelling: 'ủy' } })).toEqual([
      'ĐẢNG BỘ TỈNH BẾN TRE',
      'HUYỆN ỦY GIỒNG TRÔM',
      '*',
      'Số 127-QĐ/HU',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      'Mỹ Thạnh, ngày 20 tháng 12 năm 2021',
      'QUYẾT ĐỊNH',
      'công nhận chi bộ ấp Cái Chốt đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2021',
      '- Căn cứ Hướng dẫn số 02-HD/BTCTU, ngày 09/3/2021 của Ban Tổ chức Tỉnh ủy về xây dựng chi bộ ấp, khu phố trong sạch, vững mạnh toàn diện;',
      '- Xét đề nghị của Tổ thẩm định,',
      'BAN THƯỜNG VỤ HUYỆN ỦY GIỒNG TRÔM',
      'QUYẾT ĐỊNH',
      'Điều 1. Công nhận chi bộ ấp Cái Chốt (Đảng bộ xã Mỹ Thạnh) đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2021.',
      'Điều 2. Ban Tổ chức Huyện ủy, Đảng ủy xã Mỹ Thạnh và Chi bộ ấp Cái Chốt chịu trách nhiệm thi hành Quyết định này.',
      'Điều 3. Quyết định này có hiệu lực kể từ ngày ký.',
      'Nơi nhận:',
      '- Ban Tổ chức cấp trên (báo cáo),',
      '- Các chi bộ trực thuộc,',
      '- Lưu Văn phòng Huyện ủy.',
      'T/M BAN THƯỜNG VỤ',
      'BÍ THƯ',
      'Nguyễn Văn Mẫu',
    ])
  })

  it('numbers headings I-, 1., a), - and starts the lower levels anew', () => {
    const headings = [
      heading(1, 'A'),
      heading(2, 'B'),
      heading(3, 'C'),
      heading(3, 'D'),
      heading(4, 'E'),
      heading(2, 'F'),
      heading(3, 'G'),
      heading(1, 'H'),
      heading(2, 'I'),
    ]
    expect(linesOf(headings)).toEqual(['I- A', '1. B', 'a) C', 'b) D', '- E', '2. F', 'a) G', 'II- H', '1. I'])
  })

  it('counts letters in the Vietnamese order and Roman numbers past nine', () => {
    expect(linesOf(Array.from({ length: 10 }, () => heading(3, ''))).join(' ')).toBe('a) b) c) d) đ) e) g) h) i) k)')
    const roman = linesOf(Array.from({ length: 14 }, () => heading(1, '')))
    expect([roman[3], roman[8], roman[13]]).toEqual(['IV-', 'IX-', 'XIV-'])
  })

  it('keeps number, day and month of a draft open and says that it is one', () => {
    const sheet = sheetOf({ ...decision, state: 'submitted', number: null })
    expect(sheet.marking).toBe('DỰ THẢO')
    expect(sheet.header.number).toMatch(/^Số\s+-QĐ\/HU$/u)
    expect(sheet.header.placeAndDay).toMatch(/^Mỹ Thạnh, ngày\s+tháng\s+năm 2021$/u)
  })

  it('says when its document was revoked', () => {
    expect(sheetOf({ ...decision, state: 'revoked' }).marking).toBe('ĐÃ THU HỒI')
  })

  it('lets a cell sign T/M CHI BỘ, or T/M CHI ỦY where its body chose so', () => {
    const report = papers.selfAppraisalReport
    expect(texts(report)).toContain('T/M CHI BỘ')
    expect(texts({ ...report, settings: { cellSignsFor: 'chiUy', spelling: 'ủy' } })).toContain('T/M CHI ỦY')
    expect(texts(report)).toContain('- Lưu Chi bộ.')
  })

  it('signs by delegation with T/L', () => {
    const signing = { form: 'delegated', post: 'Chánh Văn phòng', name: 'Trần Thị Ghi' } as const
    expect(texts({ ...decision, signing })).toEqual(expect.arrayContaining(['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG']))
  })

  it('prints the post in bold only where the body chose so, the name always', () => {
    const posts = [false, true].map(
      (postBold) => sheetOf({ ...decision, settings: { postBold } }).signatures[0]?.lines[1],
    )
    expect(posts).toEqual([
      { text: 'BÍ THƯ', bold: false },
      { text: 'BÍ THƯ', bold: true },
    ])
  })

  it('gives minutes two signers, the recorder on the left', () => {
    expect(sheetOf(papers.appraisalMinutes).signatures.map(({ lines, name }) => [lines[0]?.text, name])).toEqual([
      ['NGƯỜI GHI BIÊN BẢN', 'Trần Thị Ghi'],
      ['CHỦ TRÌ HỘI NGHỊ', 'Lê Văn Chủ'],
    ])
  })

  it('addresses a tờ trình with Kính trình and the rest with Kính gửi, several of them line by line', () => {
    expect(sheetOf(papers.proposal).addressed).toEqual(['Kính trình: Ban Thường vụ Huyện uỷ Giồng Trôm,'])
    expect(sheetOf({ ...papers.appraisalReport, addressees: ['A', 'B'] }).addressed).toEqual([
      'Kính gửi:',
      '- A,',
      '- B.',
    ])
  })

  it('prints căn cứ upright or in italics as the body chose', () => {
    const italics = (legalBasis: 'upright' | 'italic') =>
      sheetOf({ ...decision, settings: { legalBasis } }).blocks.map((it) => it.kind === 'line' && it.italic)
    expect(italics('upright').some(Boolean)).toBe(false)
    expect(italics('italic').filter(Boolean)).toHaveLength(2)
  })

  it('never leaves the signature alone on a page: headings and the last line stay with what follows', () => {
    const blocks = [heading(1, 'A'), paragraph('b'), paragraph('c')]
    const kept = sheetOf({ ...decision, blocks }).blocks.map((it) => it.kind === 'line' && it.keep)
    expect(kept).toEqual([true, false, true])
  })

  it('shows no number where no rule gives a code', () => {
    expect(sheetOf(papers.registrationList).header.number).toBe('')
    expect(sheetOf({ ...papers.appraisalReport, number: 3 }).header.number).toBe('')
    expect(sheetOf({ ...papers.appraisalReport, number: 3, body: { ...bodies.team, code: 'TTĐ' } }).header.number).toBe(
      'Số 03-BC/TTĐ',
    )
  })

  it('is the same for composed and decomposed input', () => {
    for (const type of documentTypes) {
      const decomposed: OfficialDocument = JSON.parse(JSON.stringify(papers[type]).normalize('NFD'))
      expect(sheetOf(decomposed)).toEqual(sheetOf(papers[type]))
    }
  })

  it('keeps every printable word and none of what no file can hold', () => {
    const word = fc.string({
      unit: fc.constantFrom('ế', 'Ộ', '<', '&', '#', '"', '\\', '$', '\u0000', '\u0007', '\uFFFF', '\uD800'),
      minLength: 1,
      maxLength: 8,
    })
    fc.assert(
      fc.property(word, (text) => {
        const [shown = ''] = linesOf([paragraph(`x${text}x`)])
        expect(shown).toBe(
          `x${text.toWellFormed().replaceAll('\u0000', '').replaceAll('\u0007', '').replaceAll('\uFFFF', '')}x`,
        )
      }),
    )
  })
})
