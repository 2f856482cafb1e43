/** One document of every type, of the district era and of two levels, with invented people. */
import { appraisalMinutes } from '#features/documents/appraisalMinutes.ts'
import { appraisalReport } from '#features/documents/appraisalReport.ts'
import type { Certificate } from '#features/documents/certificate.ts'
import type { Frame, OfficialDocument } from '#features/documents/content.ts'
import type { DocumentType } from '#features/documents/document.ts'
import {
  appraisalTeamBody,
  cellBody,
  committeeBody,
  type IssuingBody,
  standingCommitteeBody,
} from '#features/documents/issuing.ts'
import { proposal } from '#features/documents/proposal.ts'
import { recognitionDecision } from '#features/documents/recognitionDecision.ts'
import { registrationList } from '#features/documents/registrationList.ts'
import { selfAppraisalReport } from '#features/documents/selfAppraisalReport.ts'
import {
  confirmationDecision,
  reappraisalDecision,
  reviewDecision,
  revocationDecision,
} from '#features/documents/titleDecision.ts'
import type { VerdictRow } from '#features/documents/verdict.ts'
import type { Reference } from '#features/documents/wording.ts'

const guidance: Reference = {
  kind: 'Hướng dẫn',
  symbol: '02-HD/BTCTU',
  day: '2021-03-09',
  issuer: 'Ban Tổ chức Tỉnh ủy',
  subject: 'xây dựng chi bộ ấp, khu phố trong sạch, vững mạnh toàn diện',
}
const teamDecision: Reference = {
  kind: 'Quyết định',
  symbol: '463-QĐ/HU',
  day: '2021-04-19',
  issuer: 'Ban Thường vụ Huyện ủy',
  subject: 'thành lập Tổ thẩm định',
}
const recognisedBy: Reference = {
  kind: 'Quyết định',
  symbol: '127-QĐ/HU',
  day: '2021-12-20',
  issuer: 'Ban Thường vụ Huyện ủy Giồng Trôm',
  subject: null,
}

const honour = { title: 'trong sạch, vững mạnh toàn diện', year: 2021 }
const cell = { name: 'Chi bộ ấp Cái Chốt', committee: 'Đảng bộ xã Mỹ Thạnh' }

export const bodies = {
  cell: cellBody({ name: cell.name, upperBody: cell.committee }),
  committee: committeeBody({ name: 'Đảng ủy xã Mỹ Thạnh', upperBody: 'Đảng bộ huyện Giồng Trôm' }),
  team: appraisalTeamBody({ name: 'Tổ thẩm định 463', upperBody: 'Huyện ủy Thạnh Phú' }),
  standingCommittee: standingCommitteeBody({ name: 'Đảng ủy xã Giồng Trôm', upperBody: 'Đảng bộ tỉnh Vĩnh Long' }),
  district: {
    kind: 'upperBody',
    name: 'Huyện ủy Giồng Trôm',
    upperBody: 'Đảng bộ tỉnh Bến Tre',
    code: 'HU',
    collective: 'Ban Thường vụ',
    archive: 'Lưu Văn phòng Huyện ủy',
  },
} as const satisfies Record<string, IssuingBody>

export function frameOf(body: IssuingBody, over: Partial<Frame> = {}): Frame {
  return {
    state: 'issued',
    body,
    number: 5,
    place: 'Mỹ Thạnh',
    day: '2021-12-03',
    signing: { form: 'collective', post: 'Bí thư', name: 'Nguyễn Văn Mẫu' },
    recipients: ['Ban Tổ chức cấp trên (báo cáo)', 'Các chi bộ trực thuộc'],
    settings: {},
    ...over,
  }
}

export const verdicts: VerdictRow[] = Array.from({ length: 14 }, (_, index) => ({
  code: index < 5 ? `TC${index + 1}` : `ĐK${index - 4}`,
  name: index % 2 ? 'Tuyên truyền nghị quyết tới từng đảng viên' : '',
  verdict: { kind: 'met' },
  remark: index % 3 ? 'Biên bản sinh hoạt tháng 11' : '',
}))

const grounds = {
  grounds: [guidance],
  considering: 'Xét đề nghị của Tổ thẩm định',
  decider: 'Ban Thường vụ Huyện ủy Giồng Trôm',
  executors: ['Ban Tổ chức Huyện ủy', 'Đảng ủy xã Mỹ Thạnh', 'Chi bộ ấp Cái Chốt'],
}
const kept = { ...grounds, cell, honour, recognisedBy, keptBy: null }
const twoLevels = frameOf(bodies.standingCommittee, { place: 'Giồng Trôm', day: '2026-09-05', number: 3 })

export const papers: Record<DocumentType, OfficialDocument> = {
  registrationList: registrationList(frameOf(bodies.committee, { number: null, day: '2021-02-05' }), {
    honour,
    grounds: [guidance],
    rows: ['Chi bộ ấp Bến Đò', 'Chi bộ ấp Nghĩa Huấn', 'Chi bộ ấp Cái Chốt'].map((name, index) => ({
      cell: name,
      members: index === 0 ? null : 20 + index,
      registeredOn: '2021-02-03',
      completeBy: '2021-12-15',
      responsible: 'Phó Bí thư Đảng ủy',
      note: '',
    })),
  }),
  selfAppraisalReport: selfAppraisalReport(frameOf(bodies.cell, { number: 12 }), {
    cell,
    honour,
    addressee: 'Đảng ủy xã Mỹ Thạnh',
    grounds: [guidance],
    situation: ['Chi bộ ấp Cái Chốt có 24 đảng viên'],
    verdicts,
    weaknesses: ['Một số tổ nhân dân tự quản sinh hoạt chưa đều.'],
    vote: { day: '2021-11-12', result: { inFavour: 22, over: 22 } },
  }),
  proposal: proposal(frameOf(bodies.committee), {
    honour,
    addressee: 'Ban Thường vụ Huyện ủy Giồng Trôm',
    grounds: [guidance],
    cells: [{ ...cell, members: 24, selfResult: '14/14', committeeResult: '14/14', cellVote: '22/22' }],
    enclosures: ['Báo cáo tự thẩm định', 'Biên bản họp chi bộ'],
  }),
  appraisalMinutes: appraisalMinutes(
    frameOf(bodies.team, {
      number: null,
      recipients: [],
      signing: { form: 'minutes', recorder: 'Trần Thị Ghi', chair: 'Lê Văn Chủ' },
    }),
    {
      cell,
      honour,
      startedAt: '08 giờ 00',
      endedAt: '11 giờ 30',
      heldOn: '2021-12-03',
      heldAt: 'trụ sở ấp Cái Chốt',
      team: [{ name: 'Lê Văn Chủ', role: 'Tổ trưởng' }],
      hosts: ['Đồng chí Bí thư chi bộ ấp Cái Chốt'],
      siteFindings: ['Đường liên tổ đã bê tông hóa'],
      dossier: [{ paper: 'Báo cáo tự thẩm định', present: true, note: '' }],
      verdicts,
      dissent: ['Một thành viên đề nghị bổ sung sổ theo dõi'],
      conclusion: 'Đủ điều kiện đề nghị công nhận',
      readOutAndAgreed: true,
    },
  ),
  appraisalReport: appraisalReport(frameOf(bodies.team, { number: null }), {
    honour,
    addressee: 'Thường trực Huyện ủy Giồng Trôm',
    grounds: [teamDecision],
    course: ['Ngày 03/12/2021, Tổ thẩm định khảo sát thực tế và kiểm tra hồ sơ'],
    cells: [{ ...cell, verdicts, proposed: true, reason: '' }],
    dissent: [],
  }),
  recognitionDecision: recognitionDecision(frameOf(bodies.district, { number: 127, day: '2021-12-20' }), {
    ...grounds,
    honour,
    cells: [cell],
    validUntil: null,
  }),
  confirmationDecision: confirmationDecision(twoLevels, { ...kept, keptForYear: 2026 }),
  reappraisalDecision: reappraisalDecision(twoLevels, { ...kept, dueOn: '2026-12-15' }),
  reviewDecision: reviewDecision(twoLevels, { ...kept, reason: 'có đảng viên đang bị xem xét kỷ luật' }),
  revocationDecision: revocationDecision(twoLevels, { ...kept, reason: 'theo kết quả tái thẩm định' }),
}

export const certificate: Certificate = {
  payload: {
    certificateId: '0197a1b2-7c3d-7e4f-8a9b-0c1d2e3f4a5b',
    cell: 'Chi bộ ấp Cái Chốt',
    commune: 'xã Mỹ Thạnh',
    district: 'huyện Giồng Trôm',
    province: 'tỉnh Bến Tre',
    title: honour.title,
    year: 2021,
    decisionSymbol: '127-QĐ/HU',
    decidedOn: '2021-12-20',
    issuingBody: 'Ban Thường vụ Huyện ủy Giồng Trôm',
    recognisedOn: '2021-12-20',
  },
  name: 'Bằng công nhận',
  place: 'Giồng Trôm',
  signedOn: '2021-12-20',
  onBehalfOf: 'Ban Thường vụ',
  post: 'Bí thư',
  signer: 'Nguyễn Văn Mẫu',
  settings: {},
}
