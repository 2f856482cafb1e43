import type { Told } from '#shared/refusal.ts'
import type { AssignmentRefusal } from './assignment.ts'

export const refusals: Record<AssignmentRefusal, Told> = {
  not_a_target: {
    code: 'invalid',
    vi: 'Chỉ phân công phụ trách xã, chi bộ hoặc tổ nhân dân tự quản.',
    en: 'Only communes, cells and groups are followed.',
  },
  not_above: {
    code: 'invalid',
    field: 'byUnitId',
    vi: 'Nơi phân công phải là cấp trên của địa bàn vào ngày đó.',
    en: 'Whoever assigns must be above the unit on that day.',
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
    vi: 'Ngày thôi phụ trách phải sau ngày bắt đầu.',
    en: 'It must end after it begins.',
  },
  already_assigned: {
    code: 'conflict',
    vi: 'Địa bàn này đã có phân công như vậy trong thời gian đó.',
    en: 'There is such an assignment during that time.',
  },
  nobody_to_stand_in_for: {
    code: 'invalid',
    field: 'standsInFor',
    vi: 'Không thấy người được thay trong phân công của địa bàn này.',
    en: 'Nobody is found here to stand in for.',
  },
  substitute_needs_end: {
    code: 'invalid',
    field: 'to',
    vi: 'Dự thay cần có ngày kết thúc; thay hẳn thì bàn giao.',
    en: 'Standing in needs an end; for good it is a hand-over.',
  },
  outside_stood_in_for: {
    code: 'invalid',
    field: 'from',
    vi: 'Thời gian dự thay phải nằm trong thời gian phụ trách của người được thay.',
    en: 'Standing in must lie within the time of the one stood in for.',
  },
  for_the_same_person: {
    code: 'invalid',
    field: 'personId',
    vi: 'Không ai dự thay cho chính mình.',
    en: 'Nobody stands in for themselves.',
  },
  not_begun: {
    code: 'invalid',
    field: 'on',
    vi: 'Ngày thôi phụ trách phải sau ngày bắt đầu.',
    en: 'It must end after it begins.',
  },
  already_ended: {
    code: 'invalid',
    field: 'on',
    vi: 'Phân công này đã kết thúc trước ngày đó.',
    en: 'This assignment has ended before that day.',
  },
  nothing_to_hand_over: {
    code: 'not_allowed_now',
    vi: 'Người này không còn địa bàn nào do đơn vị phân công vào ngày đó.',
    en: 'Nothing is followed by this person by this unit’s word on that day.',
  },
  cluster_member_not_below: {
    code: 'invalid',
    field: 'memberIds',
    vi: 'Cụm chỉ gồm đơn vị thuộc phạm vi của nơi lập cụm.',
    en: 'A cluster is made of units below the one that forms it.',
  },
  already_in_cluster: {
    code: 'conflict',
    field: 'memberIds',
    vi: 'Có đơn vị đang thuộc cụm khác trong thời gian này.',
    en: 'One of the units is in another cluster during that time.',
  },
}
