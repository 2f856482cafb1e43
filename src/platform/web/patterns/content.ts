import type { PathStep } from '../PathStrip.tsx'
import type { Obstacle } from '../problem.ts'
import type { Happening } from '../Timeline.tsx'

export const steps: PathStep[] = [
  { key: 'survey', label: 'Khảo sát', state: 'done', when: '12/01' },
  { key: 'registration', label: 'Đăng ký', state: 'done', when: '05/02' },
  { key: 'self', label: 'Tự thẩm định', state: 'done', when: '08/10' },
  { key: 'vote', label: 'Biểu quyết', state: 'done', when: '29/31 tán thành' },
  { key: 'commune', label: 'Đảng ủy xã', state: 'returned', when: 'hạn 20/10', who: 'Chi bộ bổ sung' },
  { key: 'appraisal', label: 'Thẩm định', state: 'next' },
  { key: 'opinion', label: 'Ý kiến', state: 'next' },
  { key: 'decision', label: 'Quyết định', state: 'next' },
]

export const obstacles: Obstacle[] = [
  { code: 'evidence', text: 'Tiêu chuẩn 3: chưa có biên bản kiểm tra quý III', to: '/_patterns?tab=evidence' },
  { code: 'verdict', text: 'Tiêu chuẩn 4 và 5: chưa có ý kiến của Đảng ủy xã', to: '/_patterns?tab=verdict' },
]

export const happenings: Happening[] = [
  {
    id: '3',
    who: 'Đảng ủy xã',
    what: 'yêu cầu bổ sung biên bản quý III',
    when: '2021-10-14T02:10:00Z',
    by: 'Phó Bí thư Đảng ủy',
  },
  { id: '2', who: 'Chi bộ', what: 'biểu quyết đề nghị công nhận, 29/31 tán thành', when: '2021-10-08' },
  {
    id: '1',
    who: 'Chi bộ',
    what: 'đăng ký phấn đấu năm 2021',
    when: '2021-02-05',
    by: 'Kế hoạch số 16-KH/ĐU',
    to: '/_patterns',
  },
]

export interface CommuneRow {
  id: string
  name: string
  hasChildren: boolean
  newCountryside: boolean
  cells: number
  recognised: number
  numerator: number
  over: number
}

const commune = (
  id: string,
  name: string,
  newCountryside: boolean,
  [cells, recognised, numerator, over]: [number, number, number, number],
): CommuneRow => ({
  id,
  name,
  hasChildren: true,
  newCountryside,
  cells,
  recognised,
  numerator,
  over,
})

export const communes: CommuneRow[] = [
  commune('1', 'Xã Thới Thạnh', true, [6, 4, 3, 2]),
  commune('2', 'Xã Đại Điền', true, [5, 4, 3, 2]),
  commune('3', 'Xã Quới Điền', true, [5, 2, 1, 2]),
  commune('4', 'Thị trấn Thạnh Phú', false, [7, 0, 0, 1]),
]

/** The cells under one commune. */
export const cellsOf = (id: string): CommuneRow[] =>
  ['Ấp Thạnh Hòa', 'Ấp Giồng Ễnh Ương', 'Ấp Xương Thạnh'].map((name, index) => ({
    ...commune(`${id}-${index}`, name, false, [1, index % 2, index % 2, 1]),
    hasChildren: false,
  }))

export interface CriterionRow {
  id: string
  name: string
  cell: string
  committee: string | null
  evidence: number
}

export const criteria: CriterionRow[] = [
  { id: '1', name: 'Lãnh đạo thực hiện nhiệm vụ chính trị', cell: 'Đạt', committee: 'Đạt', evidence: 4 },
  { id: '2', name: 'Chất lượng sinh hoạt, nền nếp', cell: 'Đạt', committee: 'Đạt', evidence: 12 },
  { id: '3', name: 'Kiểm tra, giám sát đảng viên', cell: 'Đạt', committee: 'Bổ sung', evidence: 2 },
  { id: '4', name: 'Đoàn thể, tổ nhân dân tự quản', cell: 'Đạt', committee: null, evidence: 6 },
]

/** A page of paper, as the server draws them. */
export const paper = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 210 297"><text x="105" y="40" text-anchor="middle" font-family="serif" font-size="7">QUYẾT ĐỊNH</text></svg>',
)}`
