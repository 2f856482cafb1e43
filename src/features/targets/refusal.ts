import type { Refusal } from './target.ts'

/** Each refusal in words, and the field of the input it is about. */
export const refusals: Record<Refusal, { field?: string; vi: string; en: string }> = {
  level_promises_nothing: {
    field: 'unitId',
    vi: 'Chỉ tiêu do tỉnh, huyện (đến 30/06/2025) hoặc xã, phường, thị trấn đăng ký; chi bộ đăng ký bằng hồ sơ của mình.',
    en: 'Targets are registered by provinces, districts (until 30/06/2025) and communes; a cell registers by its dossier.',
  },
  unit_not_there: {
    field: 'on',
    vi: 'Đơn vị chưa có hoặc đã kết thúc vào ngày đó.',
    en: 'The unit did not exist on that day.',
  },
  day_in_future: { field: 'on', vi: 'Ngày này chưa đến.', en: 'That day has not come yet.' },
  day_before_registration: {
    field: 'on',
    vi: 'Ngày này sớm hơn ngày chỉ tiêu được đăng ký hoặc thống nhất.',
    en: 'That day is before the target was registered or agreed.',
  },
  year_needed: { field: 'year', vi: 'Hãy chọn năm đăng ký.', en: 'Choose the year.' },
  year_not_asked: { field: 'year', vi: 'Loại chỉ tiêu này không theo năm.', en: 'This kind of target has no year.' },
  year_outside_term: {
    field: 'year',
    vi: 'Năm này nằm ngoài nhiệm kỳ của chương trình.',
    en: 'That year is outside the term of the programme.',
  },
  over_hundred_percent: { field: 'value', vi: 'Tỷ lệ không quá 100%.', en: 'A share is at most 100%.' },
  own_registration: {
    vi: 'Người đăng ký không tự thống nhất chỉ tiêu của mình.',
    en: 'Whoever registered a target does not agree to it.',
  },
}
