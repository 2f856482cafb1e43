/** What is wrong with one field, as a stable code and as words for the reader. */
type Words = { vi: string; en: string }

/** `pointer` is a JSON Pointer into the input; `limit` the number the words speak of. */
export type FieldError = { pointer: string; detail: string; limit?: number }

const words: Record<string, (limit: number) => Words> = {
  required: () => ({ vi: 'Cần nhập mục này.', en: 'This is needed.' }),
  wrong_kind_of_value: () => ({ vi: 'Giá trị chưa đúng kiểu.', en: 'This is not the right kind of value.' }),
  wrong_format: () => ({ vi: 'Chưa đúng cách viết.', en: 'This is not written as expected.' }),
  wrong_day: () => ({ vi: 'Ngày chưa đúng.', en: 'This is not a day.' }),
  wrong_id: () => ({ vi: 'Mã chưa đúng.', en: 'This is not an id.' }),
  not_in_list: () => ({ vi: 'Giá trị này không có trong danh sách.', en: 'This is not on the list.' }),
  unknown_field: () => ({ vi: 'Có mục không dùng đến.', en: 'There is a field nobody knows.' }),
  at_least: (limit) => ({ vi: `Từ ${limit} trở lên.`, en: `${limit} or more.` }),
  at_most: (limit) => ({ vi: `Không quá ${limit}.`, en: `${limit} at most.` }),
  too_long: (limit) => ({ vi: `Không quá ${limit} ký tự.`, en: `${limit} characters at most.` }),
  too_many: (limit) => ({ vi: `Không quá ${limit} mục.`, en: `${limit} entries at most.` }),
  day_out_of_range: () => ({ vi: 'Ngày nằm ngoài khoảng 1930 đến 2100.', en: 'The day is outside 1930 to 2100.' }),
  control_characters: () => ({ vi: 'Có ký tự điều khiển không đọc được.', en: 'There are control characters.' }),
  more_than_entitled: () => ({ vi: 'Số có mặt nhiều hơn số được biểu quyết.', en: 'More present than entitled.' }),
  votes_do_not_add_up: () => ({
    vi: 'Tổng số phiếu chưa bằng số có mặt.',
    en: 'The votes do not add up to those present.',
  }),
  reason_required: () => ({ vi: 'Hãy ghi lý do.', en: 'Say why.' }),
  due_day_required: () => ({ vi: 'Hãy chọn hạn.', en: 'Say by when.' }),
  due_before_step: () => ({ vi: 'Hạn phải sau ngày thực hiện.', en: 'The due day has to be after the step.' }),
  in_the_future: () => ({ vi: 'Ngày này chưa tới.', en: 'This day has not come.' }),
  before_last_step: () => ({
    vi: 'Ngày này trước bước đã ghi gần nhất.',
    en: 'This day is before the last step recorded.',
  }),
  before_unit: () => ({ vi: 'Ngày này đơn vị chưa thành lập.', en: 'The unit was not there on this day.' }),
  before_from: () => ({ vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The end has to be after the beginning.' }),
  cursor: () => ({ vi: 'Trang này không còn; hãy mở lại danh sách.', en: 'This page is gone; open the list again.' }),
  item_unknown: () => ({ vi: 'Mục này không có trong bộ tiêu chí.', en: 'The set has no such item.' }),
  item_is_group: () => ({
    vi: 'Đây là nhóm, không ghi kết quả trực tiếp.',
    en: 'This is a group, judged by its items.',
  }),
  must_apply: () => ({ vi: 'Mục này không được bỏ qua.', en: 'This item always applies.' }),
  wrong_kind: () => ({ vi: 'Kết quả không hợp với cách đánh giá của mục.', en: 'The item is not judged this way.' }),
  above_maximum: () => ({ vi: 'Điểm cao hơn điểm tối đa.', en: 'More points than there are.' }),
  option_unknown: () => ({ vi: 'Mức này không có ở mục.', en: 'The item has no such option.' }),
  no_band: () => ({ vi: 'Số này nằm ngoài các mức.', en: 'The figure is outside all bands.' }),
  document_unknown: () => ({ vi: 'Tài liệu này không có trong danh mục.', en: 'The list has no such document.' }),
  uuid: () => ({ vi: 'Mã chưa đúng.', en: 'This is not an id.' }),
}

/** The words for a field’s code; nothing where the code speaks only through its problem. */
export const fieldWords = ({ detail, limit = 0 }: FieldError): Words | undefined => words[detail]?.(limit)

type Issue = { readonly code?: unknown; readonly message: string; readonly [more: string]: unknown }

/** The code of what a schema refused. A refinement’s own message is already a code. */
export function codeOfIssue(issue: Issue): { detail: string; limit?: number } {
  const minimum = Number(issue['minimum'])
  const maximum = Number(issue['maximum'])
  switch (issue.code) {
    case 'custom':
      return { detail: issue.message }
    case 'invalid_type':
      return { detail: /received undefined|received null/u.test(issue.message) ? 'required' : 'wrong_kind_of_value' }
    case 'too_small':
      return issue['origin'] === 'number' ? { detail: 'at_least', limit: minimum } : { detail: 'required' }
    case 'too_big':
      if (issue['origin'] === 'string') return { detail: 'too_long', limit: maximum }
      return { detail: issue['origin'] === 'array' ? 'too_many' : 'at_most', limit: maximum }
    case 'invalid_format':
      if (issue['format'] === 'date') return { detail: 'wrong_day' }
      return { detail: issue['format'] === 'uuid' ? 'wrong_id' : 'wrong_format' }
    case 'invalid_value':
    case 'invalid_union':
      return { detail: 'not_in_list' }
    case 'unrecognized_keys':
      return { detail: 'unknown_field' }
    default:
      return { detail: 'wrong_format' }
  }
}
