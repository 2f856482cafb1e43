import type { Told } from '#shared/refusal.ts'
import type { Outcome, TaskAction } from './task.ts'

/** Why a step with a task is not taken. */
export type StepRefusal = 'not_open' | 'outcome_needed' | 'result_needed' | 'before_resolution' | 'in_future'

type Step = { action: TaskAction; outcome: Outcome | null; result: string; on: string }

/** A report says how far it has come; what is sent back or cancelled says why; neither lies before the resolution. */
export function refuseStep(
  { action, outcome, result, on }: Step,
  { resolvedOn, today }: { resolvedOn: string; today: string },
): StepRefusal | null {
  if (on > today) return 'in_future'
  if (on < resolvedOn) return 'before_resolution'
  if (action === 'report' && outcome === null) return 'outcome_needed'
  if ((action === 'send_back' || action === 'cancel') && result === '') return 'result_needed'
  return null
}

export const refusals: Record<StepRefusal, Told> = {
  not_open: {
    code: 'not_allowed_now',
    vi: 'Nhiệm vụ này đã khép hoặc chưa có báo cáo để công nhận. Hãy tải lại trang để xem tình trạng mới.',
    en: 'This task is closed, or nothing was reported that could be accepted. Load the page again.',
  },
  outcome_needed: {
    code: 'invalid',
    field: 'outcome',
    vi: 'Hãy chọn đã xong, một phần hay chưa làm.',
    en: 'Say whether it is done, partly done or not done.',
  },
  result_needed: {
    code: 'invalid',
    field: 'result',
    vi: 'Hãy ghi lý do.',
    en: 'Give the reason.',
  },
  before_resolution: {
    code: 'invalid',
    field: 'on',
    vi: 'Ngày này trước ngày ra nghị quyết.',
    en: 'This day is before the resolution.',
  },
  in_future: { code: 'invalid', field: 'on', vi: 'Ngày này chưa tới.', en: 'This day has not come yet.' },
}
