import type { Told } from '#shared/refusal.ts'

export type TurnRefusal = 'already_settled' | 'month_is_ahead' | 'month_is_full' | 'month_is_past' | 'nobody_left'

export const refusals: Record<TurnRefusal, Told> = {
  already_settled: {
    code: 'conflict',
    vi: 'Lượt này đã được ghi rồi. Tải lại trang để xem.',
    en: 'This turn is settled already. Reload to see it.',
  },
  month_is_ahead: {
    code: 'not_allowed_now',
    vi: 'Tháng này chưa đến.',
    en: 'That month is yet to come.',
  },
  month_is_full: {
    code: 'conflict',
    field: 'count',
    vi: 'Tháng này đã xếp đủ người. Tải lại trang để xem.',
    en: 'The month has its turns. Reload to see them.',
  },
  month_is_past: {
    code: 'invalid',
    field: 'month',
    vi: 'Chỉ xếp lượt cho tháng này và các tháng sau.',
    en: 'Turns are planned for this month and later ones.',
  },
  nobody_left: {
    code: 'not_allowed_now',
    vi: 'Không còn ai để xếp: mọi người đã có lượt trong tháng hoặc được miễn. Nếu danh sách chi bộ còn trống, hãy nhập danh sách trước.',
    en: 'Nobody is left: everybody has a turn this month or is exempt. If the list of the cell is empty, enter it first.',
  },
}
