/** What is wrong with one field, as a stable code and as words for the reader. */
type Words = { vi: string; en: string }

/** `pointer` is a JSON Pointer into the input; `limit` the number the words speak of; `words` those of a feature's own code. */
export type FieldError = { pointer: string; detail: string; limit?: number; words?: Words }

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
  refused_field: () => ({
    vi: 'Có trường mà hệ thống không giữ về ai: giấy tờ tùy thân, tôn giáo, dân tộc, nội dung tự phê bình.',
    en: 'There is a field the system keeps about nobody: identity papers, religion, ethnicity, self-criticism.',
  }),
  control_characters: () => ({ vi: 'Có ký tự điều khiển không đọc được.', en: 'There are control characters.' }),
  more_than_entitled: () => ({ vi: 'Số có mặt nhiều hơn số được biểu quyết.', en: 'More present than entitled.' }),
  votes_do_not_add_up: () => ({
    vi: 'Tổng số phiếu chưa bằng số có mặt.',
    en: 'The votes do not add up to those present.',
  }),
  before_from: () => ({ vi: 'Ngày kết thúc phải sau ngày bắt đầu.', en: 'The end has to be after the beginning.' }),
  cursor: () => ({ vi: 'Trang này không còn; hãy mở lại danh sách.', en: 'This page is gone; open the list again.' }),
  uuid: () => ({ vi: 'Mã chưa đúng.', en: 'This is not an id.' }),
}

/** The words for a field’s code: its feature’s, or those every schema shares; none where only its problem speaks. */
export const fieldWords = ({ detail, limit = 0, words: own }: FieldError): Words | undefined =>
  own ?? words[detail]?.(limit)

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
