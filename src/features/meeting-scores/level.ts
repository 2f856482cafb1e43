import type { Told } from '#shared/refusal.ts'
import { workflow } from '#shared/workflow.ts'

/** The way of a meeting's level: the cell proposes, the committee above decides, and what is decided is locked. */

export const levelStates = ['recording', 'closed', 'decided'] as const
export type LevelState = (typeof levelStates)[number]
export const levelActions = ['decide', 'unlock'] as const
export type LevelAction = (typeof levelActions)[number]
/** `committee`: leads or prepares for the committee above; `leader`: leads it. */
export type LevelPart = 'committee' | 'leader'

export const levelWorkflow = workflow<LevelState, LevelAction, LevelPart>({
  recording: {},
  closed: { decide: { to: 'decided', by: ['committee'] } },
  decided: { unlock: { to: 'closed', by: ['leader'] } },
})

export type ScoreRefusal =
  | 'not_closed'
  | 'locked'
  | 'not_decided'
  | 'no_sheet'
  | 'level_unknown'
  | 'reason_needed'
  | 'scored_it'
  | 'own_cell'
  | 'verdict_refused'
  | 'verdict_missing'
  | 'sheet_unknown'

type Asked = { level: string; reason: string }
type Before = { levels: readonly string[]; selfLevel: string | null; scorers: readonly (string | null)[] }

/** Why an official level is not decided so: it differs from the cell's without a reason, or by somebody who scored. */
export function refuseDecision({ level, reason }: Asked, before: Before, personId: string): ScoreRefusal | null {
  if (!before.levels.includes(level)) return 'level_unknown'
  if (before.scorers.includes(personId)) return 'scored_it'
  return level !== before.selfLevel && reason === '' ? 'reason_needed' : null
}

export const refusals: Record<ScoreRefusal, Told> = {
  not_closed: {
    code: 'not_allowed_now',
    vi: 'Biên bản kỳ sinh hoạt chưa khóa. Khi chi bộ khóa biên bản thì chấm và quyết định được.',
    en: 'The record of this meeting is not closed yet.',
  },
  locked: {
    code: 'not_allowed_now',
    vi: 'Mức xếp loại đã quyết định và khóa. Muốn đổi, lãnh đạo Đảng ủy mở lại, có lý do.',
    en: 'The level is decided and locked. Leaders of the committee can open it again, with a reason.',
  },
  not_decided: {
    code: 'not_allowed_now',
    vi: 'Mức xếp loại chưa quyết định nên chưa có gì để mở lại.',
    en: 'No level was decided yet.',
  },
  no_sheet: {
    code: 'not_allowed_now',
    vi: 'Chưa có phiếu chấm nào có hiệu lực vào ngày họp. Hãy ban hành phiếu chấm trong mục Bộ tiêu chí.',
    en: 'No score sheet was in force on the day of the meeting.',
  },
  level_unknown: {
    code: 'invalid',
    field: 'level',
    vi: 'Phiếu chấm không có mức này.',
    en: 'The sheet has no such level.',
  },
  reason_needed: {
    code: 'invalid',
    field: 'reason',
    vi: 'Mức này khác mức chi bộ tự xếp. Hãy ghi lý do.',
    en: 'This level is another than the cell’s own. Give the reason.',
  },
  scored_it: {
    code: 'forbidden',
    vi: 'Đồng chí đã chấm kỳ sinh hoạt này nên người khác quyết định mức.',
    en: 'You have scored this meeting; somebody else decides its level.',
  },
  own_cell: {
    code: 'forbidden',
    vi: 'Đồng chí giữ chức vụ ở chi bộ này nên không chấm thay cấp trên.',
    en: 'You hold a position in this cell and do not score it from above.',
  },
  verdict_refused: {
    code: 'invalid',
    field: 'verdicts',
    vi: 'Có dòng được chấm ngoài mức của phiếu. Hãy tải lại trang rồi chấm lại dòng đó.',
    en: 'A row was given what the sheet does not allow.',
  },
  verdict_missing: {
    code: 'invalid',
    field: 'verdicts',
    vi: 'Còn dòng chưa chấm. Hãy chấm đủ các dòng rồi gửi lại.',
    en: 'Some rows are not judged yet.',
  },
  sheet_unknown: {
    code: 'invalid',
    field: 'ruleSetCode',
    vi: 'Không có phiếu chấm này hoặc phiếu chưa ban hành.',
    en: 'There is no such published sheet.',
  },
}
