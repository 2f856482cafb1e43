import type { Told } from '#shared/refusal.ts'
import type { DelegationRefusal } from './delegation.ts'

export const refusals: Record<DelegationRefusal, Told> = {
  not_your_position: {
    code: 'forbidden',
    vi: 'Chỉ người đang giữ chức vụ mới ủy quyền việc của chức vụ đó; việc được ủy quyền không ủy quyền tiếp.',
    en: 'Only whoever holds a position delegates what is its; what was delegated is not passed on.',
  },
  for_oneself: {
    code: 'invalid',
    field: 'personId',
    vi: 'Không ủy quyền cho chính mình.',
    en: 'Nobody delegates to themselves.',
  },
  not_of_unit: {
    code: 'invalid',
    field: 'personId',
    vi: 'Người nhận phải đang giữ chức vụ ở đơn vị này hoặc đơn vị bên dưới.',
    en: 'The receiver must hold a position on this unit or below it.',
  },
  ends_before_it_begins: {
    code: 'invalid',
    field: 'to',
    vi: 'Ngày hết ủy quyền phải sau ngày bắt đầu.',
    en: 'It must end after it begins.',
  },
  beyond_position: {
    code: 'invalid',
    field: 'to',
    vi: 'Thời gian ủy quyền phải nằm trong thời gian giữ chức vụ.',
    en: 'It must lie within the time of the position.',
  },
  not_yours_to_delegate: {
    code: 'forbidden',
    vi: 'Có việc mà chức vụ này không được giao, hoặc không được ủy quyền.',
    en: 'Something here is not given to this position, or cannot be delegated.',
  },
  already_ended: {
    code: 'invalid',
    field: 'on',
    vi: 'Việc ủy quyền này đã hết trước ngày đó.',
    en: 'This delegation has ended before that day.',
  },
}
