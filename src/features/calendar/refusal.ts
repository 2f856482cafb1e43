import type { Told } from '#shared/refusal.ts'
import type { MeetingRefusal } from './calendar.ts'

export const refusals: Record<MeetingRefusal, Told> = {
  not_for_body: {
    code: 'invalid',
    field: 'kind',
    vi: 'Đơn vị này không có loại sinh hoạt đó.',
    en: 'A body of this kind has no such meeting.',
  },
  month_has_one: {
    code: 'conflict',
    vi: 'Tháng này đã có buổi sinh hoạt thường kỳ. Hãy mở buổi đó và dời ngày nếu cần.',
    en: 'This month has its regular meeting. Open it and move it if needed.',
  },
  reason_needed: {
    code: 'invalid',
    field: 'reason',
    vi: 'Ngày này ngoài thời gian quy định. Hãy ghi lý do, rồi lưu lại.',
    en: 'This day is outside the set days. Give a reason and save again.',
  },
  theme_needed: {
    code: 'invalid',
    field: 'theme',
    vi: 'Sinh hoạt chuyên đề cần ghi tên chuyên đề.',
    en: 'A thematic meeting needs its theme.',
  },
  not_planned: {
    code: 'not_allowed_now',
    vi: 'Buổi này đã họp hoặc đã hủy, không dời được.',
    en: 'This meeting was held or cancelled; it cannot be moved.',
  },
  same_time: {
    code: 'invalid',
    field: 'day',
    vi: 'Buổi họp đang ở đúng ngày giờ đó.',
    en: 'The meeting is at that time already.',
  },
  no_series: {
    code: 'not_allowed_now',
    vi: 'Chưa đặt lịch định kỳ cho đơn vị này. Hãy đặt trước, rồi lập lịch các tháng.',
    en: 'Nothing is repeated here yet. Set it first, then plan the months.',
  },
  unit_not_in_force: {
    code: 'invalid',
    field: 'day',
    vi: 'Đơn vị chưa có hoặc đã kết thúc vào ngày đó.',
    en: 'The unit does not exist on that day.',
  },
  not_combinable: {
    code: 'not_allowed_now',
    vi: 'Chỉ buổi sinh hoạt thường kỳ chưa họp mới ghép chuyên đề.',
    en: 'Only a regular meeting that is still planned takes a theme.',
  },
}
