import { describe, expect, it } from 'vitest'
import { bodies, frameOf, papers, verdicts } from '#tests/papers.ts'
import { appraisalMinutes } from './appraisalMinutes.ts'
import { appraisalReport } from './appraisalReport.ts'
import { contentTexts, type OfficialDocument } from './content.ts'
import { recognitionDecision } from './recognitionDecision.ts'
import { sheetOf, sheetTexts } from './sheet.ts'
import { verdictSummary, type VerdictRow, verdictText } from './verdict.ts'

const honour = { title: 'trong sạch, vững mạnh toàn diện', year: 2026 }
const cells = ['Bến Đò', 'Nghĩa Huấn'].map((name) => ({
  name: `Chi bộ ấp ${name}`,
  committee: 'Đảng bộ xã Giồng Trôm',
}))
const said = (document: OfficialDocument) => sheetTexts(sheetOf(document)).join('\n')

describe('a recognition decision', () => {
  const matter = {
    grounds: [],
    considering: '',
    decider: 'Ban Thường vụ',
    executors: [],
    honour,
    cells,
    validUntil: null,
  }
  const frame = frameOf(bodies.standingCommittee, { day: '2026-09-05' })

  it('names several cells one by one', () => {
    const text = said(recognitionDecision(frame, matter))
    expect(text).toContain(
      'Điều 1. Công nhận 02 chi bộ có tên sau đây đạt danh hiệu trong sạch, vững mạnh toàn diện năm 2026:',
    )
    expect(text).toContain('1. chi bộ ấp Bến Đò (Đảng bộ xã Giồng Trôm)\n2. chi bộ ấp Nghĩa Huấn')
  })

  it('invents neither grounds nor a duration', () => {
    const text = said(recognitionDecision(frame, matter))
    expect(text).not.toContain('Căn cứ')
    expect(text).not.toContain('có giá trị đến')
  })

  it('states the duration a programme sets', () => {
    expect(said(recognitionDecision(frame, { ...matter, validUntil: '2031-09-05' }))).toContain(
      'Danh hiệu có giá trị đến hết ngày 05/9/2031.',
    )
  })
})

describe('a decision on a title already given', () => {
  it.each([
    ['confirmationDecision', 'Xác nhận chi bộ ấp Cái Chốt (Đảng bộ xã Mỹ Thạnh) giữ vững danh hiệu'],
    ['reappraisalDecision', 'Thẩm định lại danh hiệu'],
    ['reviewDecision', 'Xem xét danh hiệu'],
    ['revocationDecision', 'Thu hồi danh hiệu'],
  ] as const)('%s says what becomes of it and by which decision it was given', (type, words) => {
    const text = said(papers[type])
    expect(text).toContain(`Điều 1. ${words}`)
    expect(text).toContain('được công nhận tại Quyết định số 127-QĐ/HU, ngày 20/12/2021')
  })

  it('gives the reason for a review and a revocation in an article of its own', () => {
    expect(said(papers.reviewDecision)).toContain('Điều 2. Lý do: có đảng viên đang bị xem xét kỷ luật.')
    expect(said(papers.revocationDecision)).toContain('Điều 2. Lý do: theo kết quả tái thẩm định.')
  })
})

describe('an appraisal report', () => {
  it('says which cell is not proposed and why', () => {
    const matter = {
      honour,
      addressee: 'Thường trực Đảng ủy',
      grounds: [],
      course: [],
      dissent: [],
      cells: cells.map((cell, index) => ({
        ...cell,
        verdicts,
        proposed: index === 0,
        reason: 'thiếu biên bản biểu quyết',
      })),
    }
    const text = said(appraisalReport(frameOf(bodies.team), matter))
    expect(text).toContain('cho ý kiến công nhận chi bộ ấp Bến Đò đạt danh hiệu')
    expect(text).toContain('Chưa đề nghị công nhận chi bộ ấp Nghĩa Huấn: thiếu biên bản biểu quyết.')
  })
})

describe('a verdict', () => {
  const row = (verdict: VerdictRow['verdict']): VerdictRow => ({ code: '1', name: '', verdict, remark: '' })

  it('is said in words, points with their maximum', () => {
    const kinds = [
      row({ kind: 'met' }),
      row({ kind: 'notMet' }),
      row({ kind: 'points', points: 8.5, over: 10 }),
      row({ kind: 'text', text: 'Tốt' }),
    ]
    expect(kinds.map(verdictText)).toEqual(['Đạt', 'Chưa đạt', '8,5/10 điểm', 'Tốt'])
  })

  it('counts towards the sum when it is met, not met or missing', () => {
    const rows = [row({ kind: 'met' }), row({ kind: 'met' }), row({ kind: 'missing' }), row({ kind: 'notApplicable' })]
    expect(verdictSummary(rows)).toBe('Đạt 2/3 tiêu chuẩn, điều kiện (66,7%).')
    const scored = { kind: 'points', points: 85, over: 100 } as const
    const more = [...rows, { ...row(scored), met: true }, { ...row({ kind: 'text', text: '12%' }), met: false }]
    expect(verdictSummary(more)).toBe('Đạt 3/5 tiêu chuẩn, điều kiện (60,0%).')
    expect(verdictSummary([row({ kind: 'points', points: 1, over: 2 })])).toBe('')
  })

  it('of a criterion not yet named leaves a line to write on', () => {
    expect(contentTexts(papers.selfAppraisalReport)).toContain('…'.repeat(12))
  })
})

describe('appraisal minutes', () => {
  const matter = {
    cell: { name: 'Chi bộ ấp Bến Đò', committee: 'Đảng bộ xã Giồng Trôm' },
    honour,
    startedAt: '08 giờ 00',
    endedAt: null,
    heldOn: '2026-09-05',
    heldAt: 'trụ sở ấp',
    team: [],
    hosts: [],
    siteFindings: [],
    dossier: [],
    verdicts,
    dissent: [],
    conclusion: 'Đạt',
  }
  const minutes = (readOutAndAgreed: boolean) =>
    said(appraisalMinutes(frameOf(bodies.team), { ...matter, readOutAndAgreed }))

  it('say that they were read out only when they were', () => {
    expect(minutes(true)).toContain('đã được đọc lại')
    expect(minutes(false)).not.toContain('đọc lại')
  })

  it('speak of dissent only when there was some', () => {
    expect(minutes(true)).not.toContain('Ý KIẾN KHÁC')
    expect(said(papers.appraisalMinutes)).toContain('III- Ý KIẾN KHÁC\nMột thành viên đề nghị bổ sung sổ theo dõi.')
  })
})
