import type { Told } from '#shared/refusal.ts'
import type { VisitRefusal } from './inspection.ts'

export type InspectionRefusal =
  | VisitRefusal
  | 'already_planned'
  | 'no_cells'
  | 'no_seal'
  | 'not_this_month'
  | 'visited_that_day'

export const refusals: Record<InspectionRefusal, Told> = {
  already_planned: {
    code: 'conflict',
    vi: 'Tháng này đã có danh sách. Mỗi tháng chỉ lập một lần, để không ai bốc lại cho vừa ý. Tải lại trang để xem.',
    en: 'This month has its list. It is made once, so that nobody draws again until it pleases. Reload to see it.',
  },
  no_cells: {
    code: 'not_allowed_now',
    vi: 'Đơn vị chưa có chi bộ nào trực thuộc.',
    en: 'There is no cell below this unit.',
  },
  no_seal: {
    code: 'not_allowed_now',
    vi: 'Nhật ký chưa được niêm phong lần nào nên chưa có số để bốc thăm. Hãy thử lại sau một phút.',
    en: 'The journal has no seal yet to draw lots from. Try again in a minute.',
  },
  not_this_month: {
    code: 'invalid',
    field: 'month',
    vi: 'Chỉ lập danh sách cho tháng này.',
    en: 'A list is made for the current month only.',
  },
  needs_day: { code: 'invalid', field: 'heldOn', vi: 'Hãy ghi ngày kiểm tra.', en: 'Say on which day it was.' },
  needs_reason: {
    code: 'invalid',
    field: 'reason',
    vi: 'Hãy ghi lý do chưa kiểm tra được.',
    en: 'Say why the team did not come.',
  },
  outside_month: {
    code: 'invalid',
    field: 'heldOn',
    vi: 'Ngày kiểm tra phải nằm trong tháng.',
    en: 'The day must lie in the month.',
  },
  in_the_future: {
    code: 'invalid',
    field: 'heldOn',
    vi: 'Ngày kiểm tra chưa đến.',
    en: 'That day is yet to come.',
  },
  visited_that_day: {
    code: 'conflict',
    field: 'heldOn',
    vi: 'Buổi kiểm tra ngày đó đã được ghi.',
    en: 'The visit of that day is recorded already.',
  },
}
