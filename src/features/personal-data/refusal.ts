import type { ErasureRefusal } from './erasure.ts'
import type { RequestRefusal } from './request.ts'

/** Why something about personal data is not done, and what to do. */
export const refusals: Record<RequestRefusal | ErasureRefusal | 'no_unit', { vi: string; en: string }> = {
  request_closed: { vi: 'Yêu cầu này đã được trả lời.', en: 'This request has been answered.' },
  own_request: {
    vi: 'Không ai tự giải quyết yêu cầu của chính mình. Hãy nhờ người phụ trách khác.',
    en: 'Nobody answers their own request. Ask somebody else in charge.',
  },
  breach_closed: { vi: 'Sự cố này đã đóng.', en: 'This breach is closed.' },
  no_unit: {
    vi: 'Chưa biết gửi yêu cầu về đâu vì đồng chí chưa giữ chức vụ nào. Hãy liên hệ cơ quan vận hành.',
    en: 'You hold no position, so it is not known where to send this. Ask whoever runs the system.',
  },
  same_person: {
    vi: 'Người đề nghị xóa không tự duyệt. Cần người thứ hai.',
    en: 'Whoever proposed it does not approve it.',
  },
  already_settled: { vi: 'Đề nghị này đã xong.', en: 'This has been settled.' },
  in_office: {
    vi: 'Người này đang giữ chức vụ. Hãy ghi thôi giữ chức vụ trước.',
    en: 'This person holds a position. End it first.',
  },
  on_hold: { vi: 'Dữ liệu về người này đang được tạm giữ.', en: 'What is kept about this person is on hold.' },
  changed_since: {
    vi: 'Dữ liệu đã khác lúc xem trước; chưa xóa gì. Hãy xem lại rồi đề nghị lại.',
    en: 'It has changed since it was looked at; nothing was erased. Look again and propose anew.',
  },
  already_anonymous: { vi: 'Tên người này đã được xóa.', en: 'This person’s name has been erased already.' },
  nothing_to_erase: { vi: 'Không có gì quá thời hạn giữ.', en: 'Nothing has outlived its time.' },
}
