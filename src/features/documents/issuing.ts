/** Who may issue which kind of Party document (digest of Quy định 399-QĐ/TW, 9-1-2026, and HD 05-HD/VPTW). */

/** Kinds of Party documents with their code; quyết định and quy định share one. */
export const acts = {
  resolution: { code: 'NQ', name: 'Nghị quyết' },
  decision: { code: 'QĐ', name: 'Quyết định' },
  regulation: { code: 'QĐ', name: 'Quy định' },
  conclusion: { code: 'KL', name: 'Kết luận' },
  statute: { code: 'QC', name: 'Quy chế' },
  notice: { code: 'TB', name: 'Thông báo' },
  report: { code: 'BC', name: 'Báo cáo' },
  plan: { code: 'KH', name: 'Kế hoạch' },
  actionProgramme: { code: 'CTr', name: 'Chương trình' },
  submission: { code: 'TTr', name: 'Tờ trình' },
  letter: { code: 'CV', name: 'Công văn' },
  minutes: { code: 'BB', name: 'Biên bản' },
  scheme: { code: 'ĐA', name: 'Đề án' },
  option: { code: 'PA', name: 'Phương án' },
  guidance: { code: 'HD', name: 'Hướng dẫn' },
  directive: { code: null, name: 'Chỉ thị' },
  circular: { code: null, name: 'Thông tri' },
} as const satisfies Record<string, { code: string | null; name: string }>
export type Act = keyof typeof acts

export const bodyKinds = ['cell', 'committee', 'standingCommittee', 'appraisalTeam', 'upperBody'] as const
export type BodyKind = (typeof bodyKinds)[number]

/** The body that issues a document, as it was called on the day. */
export type IssuingBody = {
  kind: BodyKind
  /** As printed under the upper body: `Đảng ủy xã Mỹ Thạnh`. */
  name: string
  /** `Đảng bộ huyện Giồng Trôm`; `null` where nothing is printed above. */
  upperBody: string | null
  /** `ĐU` (committee and its standing committee), `CB`, or what the body uses; `null` when no rule gives one. */
  code: string | null
  /** Who stands behind the signature: `Đảng ủy` → `T/M ĐẢNG ỦY`. */
  collective: string
  /** Where the file copy stays: `Lưu Chi bộ.` */
  archive: string
}

type Named = { name: string; upperBody: string | null }

/** A cell: code CB, no seal, file copy with the cell. */
export const cellBody = ({ name, upperBody }: Named): IssuingBody => ({
  kind: 'cell',
  name,
  upperBody,
  code: 'CB',
  collective: 'Chi bộ',
  archive: 'Lưu Chi bộ',
})

/** A grassroots committee (xã, phường, thị trấn): code ĐU. */
export const committeeBody = ({ name, upperBody }: Named): IssuingBody => ({
  kind: 'committee',
  name,
  upperBody,
  code: 'ĐU',
  collective: 'Đảng ủy',
  archive: 'Lưu Đảng ủy',
})

/** The standing committee of a grassroots committee; it shares the committee's code. */
export const standingCommitteeBody = (named: Named): IssuingBody => ({
  ...committeeBody(named),
  kind: 'standingCommittee',
  collective: 'Ban Thường vụ',
})

/** An appraisal team; no rule gives it a code, so its papers carry no number until its body sets one. */
export const appraisalTeamBody = ({ name, upperBody }: Named): IssuingBody => ({
  kind: 'appraisalTeam',
  name,
  upperBody,
  code: null,
  collective: 'Tổ thẩm định',
  archive: 'Lưu Tổ thẩm định',
})

const everyGrassrootsBody = ['cell', 'committee', 'standingCommittee'] as const
const whoMayIssue: Record<Act, readonly BodyKind[]> = {
  resolution: everyGrassrootsBody,
  decision: everyGrassrootsBody,
  conclusion: everyGrassrootsBody,
  notice: everyGrassrootsBody,
  report: everyGrassrootsBody,
  plan: everyGrassrootsBody,
  actionProgramme: everyGrassrootsBody,
  scheme: everyGrassrootsBody,
  option: everyGrassrootsBody,
  submission: everyGrassrootsBody,
  letter: everyGrassrootsBody,
  minutes: everyGrassrootsBody,
  statute: ['cell', 'committee'],
  regulation: ['committee', 'standingCommittee'],
  guidance: ['standingCommittee'],
  directive: [],
  circular: [],
}

/** What an appraisal team does by its mandate: it records and it reports; it decides nothing. */
const teamActs: readonly Act[] = ['minutes', 'report']

/**
 * Whether a body may issue a kind of document. The matrix is known for the grassroots only: for a body above it no rule
 * was found, so nothing is refused there.
 */
export function mayIssue(kind: BodyKind, act: Act): boolean {
  if (kind === 'upperBody') return true
  if (kind === 'appraisalTeam') return teamActs.includes(act)
  return whoMayIssue[act].includes(kind)
}
