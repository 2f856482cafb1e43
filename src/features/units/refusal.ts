import type { Told } from '#shared/refusal.ts'
import type { UnitRefusal } from './unit.ts'

/** Each refusal in words, under the general code it travels with and the field it is about. */
export const refusals: Record<UnitRefusal, Told> = {
  unknown_kind: {
    code: 'invalid',
    field: 'kind',
    vi: 'Không có loại đơn vị này.',
    en: 'There is no such kind of unit.',
  },
  kind_not_in_use: {
    code: 'invalid',
    field: 'kind',
    vi: 'Loại đơn vị này không dùng vào ngày đó.',
    en: 'This kind of unit is not in use on that day.',
  },
  other_level: {
    code: 'invalid',
    field: 'kind',
    vi: 'Chỉ đổi được sang loại cùng cấp.',
    en: 'A unit can only become a kind of the same level.',
  },
  parent_not_in_force: {
    code: 'invalid',
    field: 'from',
    vi: 'Đơn vị cấp trên chưa có hoặc đã kết thúc vào ngày đó.',
    en: 'The unit above did not exist on that day.',
  },
  not_in_force: {
    code: 'invalid',
    field: 'from',
    vi: 'Đơn vị chưa có hoặc đã kết thúc vào ngày đó.',
    en: 'The unit did not exist on that day.',
  },
  not_a_place_for: {
    code: 'invalid',
    field: 'kind',
    vi: 'Chi bộ lập dưới xã, phường, thị trấn; tổ lập dưới xã hoặc chi bộ.',
    en: 'Cells stand under a commune; groups under a commune or a cell.',
  },
  in_future: {
    code: 'invalid',
    field: 'from',
    vi: 'Ngày này chưa đến.',
    en: 'This day has not come yet.',
  },
  nothing_changed: {
    code: 'invalid',
    vi: 'Chưa có gì khác so với hiện tại.',
    en: 'Nothing differs from what is there.',
  },
  already_this_standing: {
    code: 'conflict',
    vi: 'Danh hiệu này đã được ghi cho khoảng thời gian đó.',
    en: 'This standing is already recorded for that time.',
  },
  standing_not_for_level: {
    code: 'invalid',
    vi: 'Danh hiệu này ghi cho xã, phường, thị trấn hoặc huyện.',
    en: 'Standings are recorded for communes and districts.',
  },
  not_a_cell: { code: 'invalid', vi: 'Số liệu này chỉ ghi cho chi bộ.', en: 'These counts belong to cells.' },
  more_than_members: {
    code: 'invalid',
    field: 'members',
    vi: 'Số thành phần lớn hơn tổng số. Hãy kiểm tra lại số đảng viên và số hộ.',
    en: 'A part is larger than its whole. Check members and households.',
  },
  date_has_profile: {
    code: 'conflict',
    vi: 'Ngày này đã có số liệu. Hãy ghi số liệu mới với ngày khác.',
    en: 'This day already has counts. Record the new ones for another day.',
  },
}
