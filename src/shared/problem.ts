import { type FieldError, fieldWords } from './fieldError.ts'

/**
 * Every way the server can say no, in one table: the code is stable, the words are the reader's, and each says what to
 * do next. `docs/problems/<code>.md` tells more.
 */
type Words = { vi: string; en: string }
type ProblemKind = { status: number; title: Words; advice: Words }

export const problems = {
  malformed: {
    status: 400,
    title: { vi: 'Yêu cầu không đọc được', en: 'The request cannot be read' },
    advice: { vi: 'Hãy tải lại trang rồi làm lại.', en: 'Reload the page and try again.' },
  },
  unauthenticated: {
    status: 401,
    title: { vi: 'Đồng chí chưa đăng nhập', en: 'You are not signed in' },
    advice: {
      vi: 'Hãy đăng nhập rồi làm tiếp; nội dung đang nhập vẫn còn.',
      en: 'Sign in and go on; what you typed is kept.',
    },
  },
  forbidden: {
    status: 403,
    title: { vi: 'Việc này không thuộc thẩm quyền của đồng chí', en: 'This is not within your authority' },
    advice: { vi: 'Hãy liên hệ người giữ chức vụ được giao việc này.', en: 'Ask the person whose position holds it.' },
  },
  not_found: {
    status: 404,
    title: { vi: 'Không tìm thấy', en: 'Not found' },
    advice: {
      vi: 'Có thể mục này không có hoặc không thuộc phạm vi của đồng chí.',
      en: 'It may not exist, or not be within your units.',
    },
  },
  stale_version: {
    status: 409,
    title: { vi: 'Nội dung đã được người khác thay đổi', en: 'Somebody else has changed this' },
    advice: {
      vi: 'Hãy tải bản mới nhất, xem khác biệt rồi làm lại.',
      en: 'Load the newest version, look at the difference, and try again.',
    },
  },
  conflict: {
    status: 409,
    title: { vi: 'Đã có mục giống như vậy', en: 'Something like this exists already' },
    advice: {
      vi: 'Hãy mở mục đã có thay vì tạo mục mới.',
      en: 'Open the one that exists instead of making a new one.',
    },
  },
  not_allowed_now: {
    status: 409,
    title: { vi: 'Chưa làm được bước này', en: 'This step cannot be taken now' },
    advice: { vi: 'Hãy tải lại trang để xem bước hiện tại.', en: 'Reload the page to see the current step.' },
  },
  obstacles: {
    status: 422,
    title: { vi: 'Còn việc phải làm trước bước này', en: 'Something has to be done before this step' },
    advice: {
      vi: 'Xem danh sách việc còn thiếu; chưa có gì thay đổi.',
      en: 'See what is missing; nothing has changed.',
    },
  },
  invalid: {
    status: 422,
    title: { vi: 'Nội dung chưa hợp lệ', en: 'The content is not valid yet' },
    advice: {
      vi: 'Hãy sửa các ô được đánh dấu; nội dung đã nhập vẫn còn.',
      en: 'Mend the marked fields; what you typed is kept.',
    },
  },
  key_reused: {
    status: 422,
    title: { vi: 'Mã yêu cầu đã dùng cho nội dung khác', en: 'This idempotency key was used for something else' },
    advice: { vi: 'Hãy gửi lại với mã yêu cầu mới.', en: 'Send it again with a new key.' },
  },
  too_large: {
    status: 413,
    title: { vi: 'Nội dung gửi lên quá lớn', en: 'What was sent is too large' },
    advice: {
      vi: 'Hãy chia nhỏ hoặc giảm dung lượng rồi gửi lại.',
      en: 'Split it or make it smaller, then send it again.',
    },
  },
  unsupported_file: {
    status: 415,
    title: { vi: 'Loại tệp này chưa nhận được', en: 'This kind of file is not accepted' },
    advice: {
      vi: 'Nhận PDF, DOCX, XLSX, JPEG, PNG, WebP, HEIC.',
      en: 'PDF, DOCX, XLSX, JPEG, PNG, WebP and HEIC are.',
    },
  },
  too_many_requests: {
    status: 429,
    title: { vi: 'Gửi quá nhiều yêu cầu', en: 'Too many requests' },
    advice: { vi: 'Hãy chờ một lát rồi làm tiếp.', en: 'Wait a moment and go on.' },
  },
  busy: {
    status: 503,
    title: { vi: 'Hệ thống đang bận', en: 'The system is busy' },
    advice: {
      vi: 'Chưa có gì thay đổi; hãy làm lại sau ít phút.',
      en: 'Nothing has changed; try again in a few minutes.',
    },
  },
  internal: {
    status: 500,
    title: { vi: 'Hệ thống gặp lỗi', en: 'Something went wrong in the system' },
    advice: {
      vi: 'Chưa có gì thay đổi. Lỗi đã được ghi lại; hãy làm lại sau.',
      en: 'Nothing has changed. The fault was recorded; try again later.',
    },
  },
} as const satisfies Record<string, ProblemKind>

export type ProblemCode = keyof typeof problems
export type Language = 'vi' | 'en'

/** One refused field as it travels: its place, a stable code, and words. */
type FieldProblem = { pointer: string; code: string; detail: string }

/** RFC 9457, as it travels. `reason` is the feature's own stable code within the general one. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  code: ProblemCode
  detail: string
  reason?: string
  errors?: FieldProblem[]
  data?: unknown
}

/** What a problem says beyond its code: the words of the case, the fields, and data for the screen (as obstacles). */
export type ProblemDetails = { reason?: string; detail?: Words; errors?: FieldError[]; data?: unknown }

/** Thrown at the door when a rule has refused; the only error that is not a bug. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly details: ProblemDetails

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.reason ? `${code}: ${details.reason}` : code)
    this.name = 'Problem'
    this.code = code
    this.details = details
  }

  body(language: Language): ProblemBody {
    const kind = problems[this.code]
    const { reason, detail, errors, data } = this.details
    const said = detail ? detail[language] : kind.advice[language]
    return {
      type: `/problems/${this.code}`,
      title: kind.title[language],
      status: kind.status,
      code: this.code,
      detail: said,
      ...(reason === undefined ? {} : { reason }),
      ...(errors === undefined ? {} : { errors: errors.map((error) => fieldProblem(error, language, said)) }),
      ...(data === undefined ? {} : { data }),
    }
  }
}

/** A detail is a stable code with words of its own, a code that its problem's words explain, or already words. */
function fieldProblem(error: FieldError, language: Language, said: string): FieldProblem {
  const isCode = /^[a-z_]+$/u.test(error.detail)
  const words = fieldWords(error)?.[language] ?? (isCode ? said : error.detail)
  return { pointer: error.pointer, code: isCode ? error.detail : 'invalid', detail: words }
}
