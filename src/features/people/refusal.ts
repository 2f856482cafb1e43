import type { Told } from '#shared/refusal.ts'
import type { PositionRefusal } from './position.ts'

export const refusals: Record<PositionRefusal, Told> = {
  role_not_for_level: {
    code: 'invalid',
    field: 'role',
    vi: 'Chức vụ này không có ở cấp của đơn vị.',
    en: 'A unit of this level has no such position.',
  },
  unit_not_in_force: {
    code: 'invalid',
    field: 'from',
    vi: 'Đơn vị chưa có hoặc đã kết thúc vào ngày đó.',
    en: 'The unit did not exist on that day.',
  },
  ends_before_it_begins: {
    code: 'invalid',
    field: 'to',
    vi: 'Ngày thôi giữ phải sau ngày bắt đầu.',
    en: 'It must end after it begins.',
  },
  acting_must_end: {
    code: 'invalid',
    field: 'to',
    vi: 'Quyền hoặc phụ trách phải có ngày cuối.',
    en: 'Acting in a position needs a last day.',
  },
  for_oneself: {
    code: 'forbidden',
    vi: 'Không ai ghi chức vụ cho chính mình. Hãy nhờ người phụ trách khác.',
    en: 'Nobody records a position of their own. Ask somebody else in charge.',
  },
  only_administrators: {
    code: 'forbidden',
    vi: 'Chỉ người quản trị được giao quyền quản trị.',
    en: 'Only an administrator makes an administrator.',
  },
  already_held: {
    code: 'conflict',
    vi: 'Người này đang giữ chức vụ đó trong thời gian này.',
    en: 'This person holds this position during that time.',
  },
  already_ended: {
    code: 'invalid',
    field: 'on',
    vi: 'Chức vụ này đã thôi trước ngày đó.',
    en: 'This position has ended before that day.',
  },
  not_begun: {
    code: 'invalid',
    field: 'on',
    vi: 'Ngày thôi giữ phải sau ngày bắt đầu.',
    en: 'It must end after it begins.',
  },
}
